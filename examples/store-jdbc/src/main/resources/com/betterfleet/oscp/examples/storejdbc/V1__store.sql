-- Ids are ordered by their characters' numbers, whatever the language of the database.
-- One row a record. version 0 marks the place of a record that does not exist yet, while a commit makes sure of that.
create table oscp_record (
    kind varchar(16) not null,
    id varchar(400) ${byte_order} not null,
    version bigint not null,
    schema_number integer not null,
    payload ${bytes} not null,
    next_due timestamp(6) with time zone,
    primary key (kind, id)
);
create index oscp_record_due on oscp_record (next_due);

-- The X-Request-IDs that were accepted.
create table oscp_claim (
    owner_kind varchar(16) not null,
    owner_id varchar(400) ${byte_order} not null,
    request_id varchar(400) ${byte_order} not null,
    body_hash varchar(128) not null,
    claimed_at timestamp(6) with time zone not null,
    primary key (owner_kind, owner_id, request_id)
);
create index oscp_claim_at on oscp_claim (claimed_at);

-- The messages that wait to be sent.
create table oscp_outbox (
    owner_kind varchar(16) not null,
    owner_id varchar(400) ${byte_order} not null,
    request_id varchar(400) ${byte_order} not null,
    sequence_number bigint not null,
    action_name varchar(64) not null,
    subject varchar(400) not null,
    body ${bytes} not null,
    correlation_id varchar(400),
    not_after timestamp(6) with time zone,
    enqueued_at timestamp(6) with time zone not null,
    tries integer not null,
    next_try timestamp(6) with time zone not null,
    parked_why ${text},
    primary key (owner_kind, owner_id, request_id)
);

-- Lines are numbered by owner; the last number is a row of its own, which whoever appends holds until it has committed.
create table oscp_journal_end (
    owner_kind varchar(16) not null,
    owner_id varchar(400) ${byte_order} not null,
    last_number bigint not null,
    primary key (owner_kind, owner_id)
);
create table oscp_journal (
    owner_kind varchar(16) not null,
    owner_id varchar(400) ${byte_order} not null,
    line_number bigint not null,
    written_at timestamp(6) with time zone not null,
    actor varchar(400) not null,
    what varchar(400) not null,
    state_before ${text} not null,
    state_after ${text} not null,
    primary key (owner_kind, owner_id, line_number)
);
