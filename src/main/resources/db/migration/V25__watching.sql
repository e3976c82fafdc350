-- One look over all organizations says who has something to do, so that an organization in which nothing happens costs
-- nothing (docs/decisions/0022). For that look the wall has slits: a transaction that says it is watching sees how far
-- each feed is, and of the rows of a few other tables those that wait for Kontor. It can change none of them.
CREATE POLICY watching ON feeds FOR SELECT
    USING (current_setting('kontor.watching', true) = 'on');
CREATE POLICY watching ON inbox_files FOR SELECT
    USING (state = 'RECEIVED' AND current_setting('kontor.watching', true) = 'on');
CREATE POLICY watching ON batches FOR SELECT
    USING (open AND current_setting('kontor.watching', true) = 'on');
CREATE POLICY watching ON testbank.agenda FOR SELECT
    USING (current_setting('kontor.watching', true) = 'on');
CREATE POLICY watching ON testbank.outgoing_files FOR SELECT
    USING (NOT fetched AND current_setting('kontor.watching', true) = 'on');
