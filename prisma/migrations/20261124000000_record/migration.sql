-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "region" (
    "code" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "parent_code" TEXT,
    "name" TEXT NOT NULL,
    "remote" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "holiday" (
    "date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "org_unit" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target_group" TEXT,
    "regency_code" TEXT,
    "parent_id" UUID,
    "head_user_id" UUID,

    CONSTRAINT "org_unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'id',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "org_unit_id" UUID,
    "institution_id" UUID,
    "regency_code" TEXT,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name_id" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "fiscal_year" INTEGER NOT NULL,
    "window_opens_at" TIMESTAMPTZ(3) NOT NULL,
    "window_closes_at" TIMESTAMPTZ(3) NOT NULL,
    "legal_basis" JSONB NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "aid_package" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name_id" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "target_group" TEXT NOT NULL,
    "account_code" TEXT NOT NULL,
    "annex_level" TEXT NOT NULL,

    CONSTRAINT "aid_package_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "package_item" (
    "id" UUID NOT NULL,
    "package_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "need_group" TEXT NOT NULL,
    "name_id" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "unit_price" BIGINT NOT NULL,
    "quantity_per_person" INTEGER NOT NULL,
    "handover_mode" TEXT NOT NULL,

    CONSTRAINT "package_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ceiling" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "scope_key" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "hard" BOOLEAN NOT NULL,
    "reserved" BIGINT NOT NULL DEFAULT 0,
    "consumed" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ceiling_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "institution" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "target_group" TEXT NOT NULL,
    "regency_code" TEXT NOT NULL,
    "village_code" TEXT,
    "address" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "email" TEXT,
    "phone_sealed" BYTEA,
    "chair_name" TEXT NOT NULL,
    "npwp_sealed" BYTEA,
    "npwp_lookup" BYTEA,
    "registration_number" TEXT NOT NULL,
    "registration_valid_until" DATE,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "institution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "institution_document" (
    "id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "number" TEXT,
    "valid_until" DATE,
    "version" INTEGER NOT NULL,
    "blob_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "institution_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "birth_date" DATE NOT NULL,
    "mother_name" TEXT,
    "nik_status" TEXT NOT NULL,
    "no_nik_reason" TEXT,
    "temporary_id" TEXT,
    "nik_sealed" BYTEA,
    "family_card_sealed" BYTEA,
    "identity_key" BYTEA NOT NULL,
    "target_group" TEXT NOT NULL,
    "residence_mode" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "package_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "fiscal_year" INTEGER NOT NULL,
    "track" TEXT NOT NULL DEFAULT 'PLANNED',
    "source" TEXT NOT NULL DEFAULT 'LKS',
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "policy_version_id" UUID,
    "letter_number" TEXT,
    "letter_date" DATE,
    "background" TEXT,
    "purpose" TEXT,
    "requested_amount" BIGINT NOT NULL DEFAULT 0,
    "own_share" BIGINT NOT NULL DEFAULT 0,
    "recommended_amount" BIGINT,
    "considered_amount" BIGINT,
    "decreed_amount" BIGINT,
    "person_count" INTEGER NOT NULL DEFAULT 0,
    "registration_number" TEXT,
    "agenda_number" TEXT,
    "budget_line" TEXT,
    "sipd_id" TEXT,
    "decree_id" UUID,
    "fenced_by" UUID,
    "case_data" JSONB NOT NULL,
    "state_since" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "escalation" INTEGER NOT NULL DEFAULT 0,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal_revision" (
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "content_hash" TEXT NOT NULL,
    "lines_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposal_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cost_line" (
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "item_id" UUID,
    "description" TEXT NOT NULL,
    "volume" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "unit_price" BIGINT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "cost_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal_document" (
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "number" TEXT,
    "blob_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposal_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal_beneficiary" (
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "status_reason" TEXT,
    "residence_mode" TEXT NOT NULL,
    "presence" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposal_beneficiary_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entitlement_line" (
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "beneficiary_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "need_group" TEXT NOT NULL,
    "unit_price" BIGINT NOT NULL,
    "requested" INTEGER NOT NULL,
    "recommended" INTEGER,
    "considered" INTEGER,
    "decreed" INTEGER,
    "delivered" INTEGER,
    "reported" INTEGER,
    "status" TEXT NOT NULL,
    "reason" TEXT,
    "final" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "entitlement_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim" (
    "identity_key" BYTEA NOT NULL,
    "need_group" TEXT NOT NULL,
    "fiscal_year" INTEGER NOT NULL,
    "event_key" TEXT NOT NULL DEFAULT '',
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("identity_key","need_group","fiscal_year","event_key")
);

-- CreateTable
CREATE TABLE "reservation" (
    "proposal_id" UUID NOT NULL,
    "ceiling_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("proposal_id","ceiling_id")
);

-- CreateTable
CREATE TABLE "visit" (
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "order_number" TEXT NOT NULL,
    "order_date" DATE NOT NULL,
    "team_name" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "planned_on" DATE NOT NULL,
    "visited_on" DATE,
    "bed_count" INTEGER,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "signature" TEXT,
    "signature_note" TEXT,
    "notes" TEXT,
    "minutes_blob_id" UUID,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_officer" (
    "visit_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,

    CONSTRAINT "visit_officer_pkey" PRIMARY KEY ("visit_id","user_id")
);

-- CreateTable
CREATE TABLE "decree" (
    "id" UUID NOT NULL,
    "programme_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "fiscal_year" INTEGER NOT NULL,
    "number" TEXT,
    "signed_on" DATE,
    "signatory" TEXT,
    "root_hash" TEXT,
    "frozen_at" TIMESTAMPTZ(3),
    "annex_blob_id" UUID,
    "signed_blob_id" UUID,
    "pending" JSONB,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decree_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decree_entry" (
    "decree_id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "persons" INTEGER,
    "amount" BIGINT,
    "items" JSONB,
    "lines_hash" TEXT,

    CONSTRAINT "decree_entry_pkey" PRIMARY KEY ("decree_id","proposal_id")
);

-- CreateTable
CREATE TABLE "beneficiary_list" (
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content_hash" TEXT NOT NULL,
    "persons" INTEGER NOT NULL,
    "blob_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "beneficiary_list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pact" (
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "content_hash" TEXT NOT NULL,
    "form_blob_id" UUID,
    "signed_blob_id" UUID,
    "signed_on" DATE,
    "state" TEXT NOT NULL,

    CONSTRAINT "pact_pkey" PRIMARY KEY ("proposal_id")
);

-- CreateTable
CREATE TABLE "delivery_batch" (
    "id" UUID NOT NULL,
    "decree_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "planned_on" DATE NOT NULL,
    "delivery_note" TEXT,
    "dispatched_on" DATE,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "delivery_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_drop" (
    "id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "bast_number" TEXT,
    "bast_date" DATE,
    "handed_over_by" UUID,
    "bast_blob_id" UUID,

    CONSTRAINT "delivery_drop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "receipt" (
    "line_id" UUID NOT NULL,
    "instalment" INTEGER NOT NULL,
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "drop_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "signed_by" TEXT NOT NULL,
    "confirmed_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "receipt_pkey" PRIMARY KEY ("line_id","instalment")
);

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "narrative" TEXT NOT NULL,
    "content_hash" TEXT,
    "submitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_line" (
    "report_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "received" INTEGER NOT NULL,
    "used" INTEGER NOT NULL,
    "returned" INTEGER NOT NULL,
    "lost" INTEGER NOT NULL,
    "note" TEXT,

    CONSTRAINT "report_line_pkey" PRIMARY KEY ("report_id","item_id")
);

-- CreateTable
CREATE TABLE "command" (
    "id" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "outcome" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "command_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "stream" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "roles" TEXT[],
    "institution_id" UUID,
    "regency_code" TEXT,
    "command_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "data" JSONB NOT NULL,
    "prev_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("stream","seq")
);

-- CreateTable
CREATE TABLE "involvement" (
    "proposal_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "duty" TEXT NOT NULL,
    "institution_id" UUID NOT NULL,
    "regency_code" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "involvement_pkey" PRIMARY KEY ("proposal_id","user_id","duty")
);

-- CreateTable
CREATE TABLE "alarm" (
    "workflow_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "proposal_id" UUID,

    CONSTRAINT "alarm_pkey" PRIMARY KEY ("workflow_id","kind")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "message_id" TEXT NOT NULL,
    "recipient_user_id" UUID,
    "to_address" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "proposal_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'QUEUED',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "last_error" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blob" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "media_type" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "sealed" BYTEA NOT NULL,
    "institution_id" UUID,
    "regency_code" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "blob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "counter" (
    "name" TEXT NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "counter_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "data_key" (
    "class" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "wrapped" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "data_key_pkey" PRIMARY KEY ("class","version")
);

-- CreateTable
CREATE TABLE "stepped_clock" (
    "id" INTEGER NOT NULL,
    "now" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stepped_clock_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "org_unit_code_key" ON "org_unit"("code");

-- CreateIndex
CREATE UNIQUE INDEX "user_account_email_key" ON "user_account"("email");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "membership_role_idx" ON "membership"("role");

-- CreateIndex
CREATE INDEX "membership_institution_id_idx" ON "membership"("institution_id");

-- CreateIndex
CREATE UNIQUE INDEX "programme_code_key" ON "programme"("code");

-- CreateIndex
CREATE UNIQUE INDEX "policy_version_programme_id_version_key" ON "policy_version"("programme_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "aid_package_programme_id_code_key" ON "aid_package"("programme_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "package_item_package_id_code_key" ON "package_item"("package_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "ceiling_programme_id_scope_scope_key_key" ON "ceiling"("programme_id", "scope", "scope_key");

-- CreateIndex
CREATE UNIQUE INDEX "institution_code_key" ON "institution"("code");

-- CreateIndex
CREATE UNIQUE INDEX "institution_npwp_lookup_key" ON "institution"("npwp_lookup");

-- CreateIndex
CREATE INDEX "institution_regency_code_idx" ON "institution"("regency_code");

-- CreateIndex
CREATE UNIQUE INDEX "institution_document_institution_id_code_version_key" ON "institution_document"("institution_id", "code", "version");

-- CreateIndex
CREATE UNIQUE INDEX "person_temporary_id_key" ON "person"("temporary_id");

-- CreateIndex
CREATE INDEX "person_identity_key_idx" ON "person"("identity_key");

-- CreateIndex
CREATE UNIQUE INDEX "person_institution_id_identity_key_key" ON "person"("institution_id", "identity_key");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_registration_number_key" ON "proposal"("registration_number");

-- CreateIndex
CREATE INDEX "proposal_state_due_at_idx" ON "proposal"("state", "due_at");

-- CreateIndex
CREATE INDEX "proposal_institution_id_idx" ON "proposal"("institution_id");

-- CreateIndex
CREATE INDEX "proposal_regency_code_idx" ON "proposal"("regency_code");

-- CreateIndex
CREATE INDEX "proposal_fenced_by_idx" ON "proposal"("fenced_by");

-- CreateIndex
CREATE INDEX "proposal_decree_id_idx" ON "proposal"("decree_id");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_revision_proposal_id_revision_key" ON "proposal_revision"("proposal_id", "revision");

-- CreateIndex
CREATE UNIQUE INDEX "cost_line_proposal_id_position_key" ON "cost_line"("proposal_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_document_proposal_id_code_key" ON "proposal_document"("proposal_id", "code");

-- CreateIndex
CREATE INDEX "proposal_beneficiary_person_id_idx" ON "proposal_beneficiary"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "proposal_beneficiary_proposal_id_person_id_key" ON "proposal_beneficiary"("proposal_id", "person_id");

-- CreateIndex
CREATE INDEX "entitlement_line_person_id_idx" ON "entitlement_line"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "entitlement_line_proposal_id_beneficiary_id_item_id_key" ON "entitlement_line"("proposal_id", "beneficiary_id", "item_id");

-- CreateIndex
CREATE INDEX "claim_proposal_id_idx" ON "claim"("proposal_id");

-- CreateIndex
CREATE INDEX "visit_proposal_id_idx" ON "visit"("proposal_id");

-- CreateIndex
CREATE INDEX "visit_officer_user_id_idx" ON "visit_officer"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "decree_number_fiscal_year_key" ON "decree"("number", "fiscal_year");

-- CreateIndex
CREATE INDEX "decree_entry_proposal_id_idx" ON "decree_entry"("proposal_id");

-- CreateIndex
CREATE UNIQUE INDEX "beneficiary_list_proposal_id_version_key" ON "beneficiary_list"("proposal_id", "version");

-- CreateIndex
CREATE INDEX "delivery_drop_proposal_id_idx" ON "delivery_drop"("proposal_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_drop_batch_id_proposal_id_key" ON "delivery_drop"("batch_id", "proposal_id");

-- CreateIndex
CREATE INDEX "receipt_proposal_id_idx" ON "receipt"("proposal_id");

-- CreateIndex
CREATE UNIQUE INDEX "report_proposal_id_revision_key" ON "report"("proposal_id", "revision");

-- CreateIndex
CREATE INDEX "command_stream_idx" ON "command"("stream");

-- CreateIndex
CREATE INDEX "alarm_due_at_idx" ON "alarm"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_message_id_key" ON "notification"("message_id");

-- CreateIndex
CREATE INDEX "notification_state_next_attempt_at_idx" ON "notification"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "notification_recipient_user_id_idx" ON "notification"("recipient_user_id");

-- AddForeignKey
ALTER TABLE "org_unit" ADD CONSTRAINT "org_unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "org_unit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "aid_package" ADD CONSTRAINT "aid_package_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "package_item" ADD CONSTRAINT "package_item_package_id_fkey" FOREIGN KEY ("package_id") REFERENCES "aid_package"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "institution_document" ADD CONSTRAINT "institution_document_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "cost_line" ADD CONSTRAINT "cost_line_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "proposal_document" ADD CONSTRAINT "proposal_document_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "proposal_beneficiary" ADD CONSTRAINT "proposal_beneficiary_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE CASCADE ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "visit_officer" ADD CONSTRAINT "visit_officer_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visit"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "decree_entry" ADD CONSTRAINT "decree_entry_decree_id_fkey" FOREIGN KEY ("decree_id") REFERENCES "decree"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "delivery_drop" ADD CONSTRAINT "delivery_drop_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "delivery_batch"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "report_line" ADD CONSTRAINT "report_line_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
