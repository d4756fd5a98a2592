-- Readers for wrk, each a thread with a connection of its own: thinks, asks for the next recorded path, notes the answer.
-- After the address: the file of paths, where to note the answers (a file a reader), milliseconds to think, the same in
-- haste, and the file from whose making on they are in haste.
--
-- A line of notes has `WIDTH` bytes (tests/load/readers.py): when it was asked, by the clock that only goes on, seconds;
-- microseconds until the whole answer was there; status; bytes of the body; which line of the file was asked for.

local ffi = require("ffi")
ffi.cdef [[
typedef struct { long seconds; long nanoseconds; } load_moment;
int clock_gettime(int clock, load_moment *now);
]]
local MONOTONIC = 1
local moment = ffi.new("load_moment")

local begun = 0 -- readers, counted where wrk sets up its threads

function setup(thread)
   thread:set("number", begun)
   begun = begun + 1
end

local function now()
   ffi.C.clock_gettime(MONOTONIC, moment)
   return tonumber(moment.seconds) + tonumber(moment.nanoseconds) / 1e9
end

function init(args)
   local file, notes_at = args[1], args[2]
   think, in_haste, haste = tonumber(args[3]), tonumber(args[4]), args[5]
   paths = {}
   for line in io.lines(file) do
      paths[#paths + 1] = line
   end
   math.randomseed(1863 + number)
   at = math.random(#paths)
   notes = assert(io.open(string.format("%s-%d", notes_at, number), "w"))
   notes:setvbuf("line")
end

-- Half to one and a half of the time given, so that readers do not ask in step.
function delay()
   if think ~= in_haste and io.open(haste) then
      think = in_haste
   end
   return math.floor(think * (0.5 + math.random()))
end

function request()
   at = at % #paths + 1
   asked = now()
   return wrk.format("GET", paths[at])
end

function response(status, headers, body)
   local taken = (now() - asked) * 1e6
   notes:write(string.format("%17.6f %10d %3d %9d %6d\n", asked, taken, status, #body, at))
end

-- What wrk itself counts: an answer slower than its `--timeout`, connections that failed.
function done(summary, latency, requests)
   local errors = summary.errors
   io.write(string.format(
      '\n{"connect": %d, "read": %d, "write": %d, "slow": %d, "requests": %d}\n',
      errors.connect, errors.read, errors.write, errors.timeout, summary.requests
   ))
end
