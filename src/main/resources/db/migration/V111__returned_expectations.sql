-- What was expected and booked may go back: then the booking of the way back is attached too, and takes off as much.
ALTER TABLE transaction_attachments ADD COLUMN back boolean NOT NULL DEFAULT false;
