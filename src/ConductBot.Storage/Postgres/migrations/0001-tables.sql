-- Times are UTC ticks where they are compared and ISO-8601 text where they are shown or hashed (see StoredTime).
-- Keys compare byte by byte, whatever the database's locale.

create table inbox (
    key    text collate "C" not null primary key,
    status integer          not null,
    body   bytea,
    at     bigint           not null
);
create index inbox_by_age on inbox (at);

-- A row without a value was removed; its version goes on if it comes back.
create table state (
    key     text collate "C" not null primary key,
    version bigint           not null,
    value   bytea,
    at      bigint           not null
);
create index state_removed on state (at) where value is null;

-- Each stream's recorded end.
create table stream (
    name    text collate "C" not null primary key,
    version bigint           not null,
    hash    text             not null
);

create table event (
    stream        text collate "C" not null references stream (name),
    version       bigint           not null,
    at            text             not null,
    type          text             not null,
    data          text             not null,
    sealed        bytea,
    previous_hash text             not null,
    hash          text             not null,
    primary key (stream, version)
);
create index event_first on event (stream) where version = 1;

create function event_is_kept() returns trigger language plpgsql as $$
begin
    raise exception 'events are neither changed nor removed';
end;
$$;

create trigger event_is_kept before update or delete on event
for each row execute function event_is_kept();

-- status: 0 waiting, 1 sent, 2 undeliverable.
create table outbox (
    seq          bigint generated always as identity primary key,
    id           uuid             not null unique,
    lane         text collate "C" not null,
    after_id     uuid,
    kind         text             not null,
    payload      bytea            not null,
    created_at   text             not null,
    status       smallint         not null default 0,
    not_before   bigint           not null,
    attempts     integer          not null default 0,
    uncertain    boolean          not null default false,
    leased_by    text,
    leased_until bigint,
    last_error   text,
    settled_at   bigint
);
create index outbox_waiting on outbox (lane, seq) where status = 0;
create index outbox_settled on outbox (settled_at) where status <> 0;

-- Written to when somebody asks whether the store can be written to.
create table health (checked bigint not null);
insert into health (checked) values (0);
