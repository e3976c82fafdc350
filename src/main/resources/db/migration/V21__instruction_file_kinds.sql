-- Payments of one kind may leave as several kinds of files; source says whose they are, this as what they left.
-- A column of its own, for a node of the version before reads source alone and must go on finding its room by it.
-- Absent: written by such a node, when there was one kind of file for each kind of payment.
ALTER TABLE instructions ADD COLUMN file_kind text;
