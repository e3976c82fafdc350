-- What a connection wants in its files otherwise than the profile of its bank: FileHabits of the API, letter for letter
-- as Kontor wrote it; the profile itself is a row of tables/bank_profiles.csv.
ALTER TABLE connections ADD COLUMN file_habits text NOT NULL DEFAULT '{}';
