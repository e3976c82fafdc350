-- What a portfolio that moves in writes beside each of its mandates, a hundred thousand times.

-- Words are forgotten by what they lead to, for which search_words_of_resource is there.
DROP INDEX search_words_by_source;

-- The rows of a slice are written with its row in mandate_import_slices, which keeps the import: that it is there
-- need not be asked again for each of them.
ALTER TABLE mandate_import_rows DROP CONSTRAINT mandate_import_rows_organization_id_import_id_fkey;
