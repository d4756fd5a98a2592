// Usage: node run.cjs schema.sch file... Prints, as JSON, what the schema has against each file: {file: [sentence]}.
const fs = require("fs");
const { Schema } = require("node-schematron");

const read = (path) => fs.readFileSync(path, "utf8").replace(/^\uFEFF/, "");

// node-schematron visits elements only, and passes over rules on attributes. The same rules, told of the elements that
// have the attributes, are visited; each such rule stands alone for its element in its pattern, so none hides another.
const ofElements = (schema) =>
	schema.replace(/<rule context="([^"]+)\/@(\w+)">\s*<assert test="([^"]+)"/g, (_, element, attribute, test) => {
		const told = test.replace(/(^| )\.=/g, `$1@${attribute}=`);
		return `<rule context="${element}[@${attribute}]"><assert test="${told}"`;
	});

const [schema, ...files] = process.argv.slice(2);
const rules = Schema.fromString(ofElements(read(schema)));
const found = files.map((file) => [file, rules.validateString(read(file)).map((one) => one.message.trim())]);
console.log(JSON.stringify(Object.fromEntries(found)));
