-- Times are UTC ticks where they are compared and ISO-8601 text where they are shown or hashed (see StoredTime).

create table inbox (
    key    text    not null primary key,
    status integer not null,
    body   blob,
    at     integer not null
);
create index inbox_by_age on inbox (at);

-- A row without a value was removed; its version goes on if it comes back.
create table state (
    key     text    not null primary key,
    version integer not null,
    value   blob,
    at      integer not null
);
create index state_removed on state (at) where value is null;

-- Each stream's recorded end.
create table stream (
    name    text    not null primary key,
    version integer not null,
    hash    text    not null
);

create table event (
    stream        text    not null references stream (name),
    version       integer not null,
    at            text    not null,
    type          text    not null,
    data          text    not null,
    sealed        blob,
    previous_hash text    not null,
    hash          text    not null,
    primary key (stream, version)
);
create index event_first on event (stream) where version = 1;

create trigger event_is_not_changed before update on event
begin
    select raise(abort, 'events are not changed');
end;

create trigger event_is_not_removed before delete on event
begin
    select raise(abort, 'events are not removed');
end;

-- status: 0 waiting, 1 sent, 2 undeliverable.
create table outbox (
    seq          integer not null primary key autoincrement,
    id           text    not null unique,
    lane         text    not null,
    after_id     text,
    kind         text    not null,
    payload      blob    not null,
    created_at   text    not null,
    status       integer not null default 0,
    not_before   integer not null,
    attempts     integer not null default 0,
    uncertain    integer not null default 0,
    leased_by    text,
    leased_until integer,
    last_error   text,
    settled_at   integer
);
create index outbox_waiting on outbox (lane, seq) where status = 0;
create index outbox_settled on outbox (settled_at) where status <> 0;

-- Written to when somebody asks whether the store can be written to.
create table health (checked integer not null);
insert into health (checked) values (0);
