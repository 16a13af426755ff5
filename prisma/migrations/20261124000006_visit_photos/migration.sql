-- Which photos a visit rests on, in the order the officers gave them. They are files of the record and stay.
ALTER TABLE "visit" ADD COLUMN "photo_blob_ids" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];
