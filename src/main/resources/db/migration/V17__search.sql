-- Whether a resource has a word, asked of rows that were found another way.
CREATE INDEX search_words_of_resource ON search_words (organization_id, resource_id, resource, word);
