-- A file that was set aside has a case, which closes by itself when the file was read again and used.
CREATE INDEX cases_of_file ON cases (organization_id, inbox_file_id) WHERE state = 'OPEN';
