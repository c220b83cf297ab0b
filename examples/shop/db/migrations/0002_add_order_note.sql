-- Additive: what runs now does not know the column and loses nothing. It goes out before the image.
ALTER TABLE orders ADD COLUMN note text;
