-- What was posted as OCR or STRUCTURED stands in the statement as a structured reference, as banks write it.
ALTER TABLE testbank.entries ADD COLUMN structured boolean NOT NULL DEFAULT false;
