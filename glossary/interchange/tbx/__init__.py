"""TBX-Basic (ISO 30042:2019, DCA style): what translators' tools read and write.

Statements are written so that nothing of them is lost: each is one `descripGrp`, whose source line names actor, day,
title, publisher and addresses, and whose notes hold every other field as `field: value`. A file of ours says so in its
header (`PROFILE`) and is read back whole (`own.py`). A file of anybody else gives terms and their equivalents
(`foreign.py`); what it says besides is counted, and the report names it.
"""
