-- What a payment came back as by a booking, as r_transactions tells it; absent of bookings of the way there.
ALTER TABLE transaction_attachments ADD COLUMN came_back text;
