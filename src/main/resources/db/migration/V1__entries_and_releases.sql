-- One SQL text for H2 and PostgreSQL. Instants are milliseconds since 1970, UTC.

-- Every save of every entry, for ever. The document is the JSON of the entry.
create table entry_version (
  type        varchar(63)  not null,
  id          varchar(120) not null,
  version     integer      not null,
  document    varchar      not null,
  created_at  bigint       not null,
  created_by  varchar(255) not null,
  primary key (type, id, version)
);

create table release (
  number        integer      not null primary key,
  published_at  bigint       not null,
  published_by  varchar(255) not null,
  note          varchar(2000) not null
);

-- What a release changed against the one before. A release is the fold of all changes up to it;
-- version null is a tombstone.
create table release_change (
  release_number  integer      not null references release (number),
  type            varchar(63)  not null,
  id              varchar(120) not null,
  version         integer,
  primary key (release_number, type, id),
  foreign key (type, id, version) references entry_version (type, id, version)
);

create index release_change_by_entry on release_change (type, id, release_number);

-- One row that whoever imports or publishes locks first, so that releases come one after another.
create table publishing_lock (
  id integer not null primary key
);
insert into publishing_lock (id) values (1);
