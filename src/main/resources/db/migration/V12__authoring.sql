-- Why a version was saved, whether it puts the entry away, and which older version it brings back.
alter table entry_version add column reason varchar(500);
alter table entry_version add column archived boolean default false not null;
alter table entry_version add column restored_from integer;

-- Where each entry stands: its newest version, how far that has come, and what readers see of it.
-- The revision counts every change of the row.
create table entry (
  type               varchar(63)  not null,
  id                 varchar(120) not null,
  version            integer      not null,
  revision           integer      not null,
  state              varchar(16)  not null,
  state_since        bigint       not null,
  state_by           varchar(255) not null,
  published_version  integer,
  published_release  integer references release (number),
  primary key (type, id),
  foreign key (type, id, version) references entry_version (type, id, version)
);

insert into entry
  (type, id, version, revision, state, state_since, state_by, published_version, published_release)
select v.type, v.id, v.version, 1, 'PUBLISHED', v.created_at, v.created_by, c.version,
       case when c.version is null then null else c.release_number end
  from entry_version v
  left join release_change c on c.type = v.type and c.id = v.id
   and c.release_number = (select max(d.release_number) from release_change d
                            where d.type = v.type and d.id = v.id)
 where v.version = (select max(w.version) from entry_version w
                     where w.type = v.type and w.id = v.id);

-- Not published, or with a change that is not: few, and asked for often.
create index entry_by_state on entry (state, type, id);

-- By which number an editor is named where the history names one. The person is gone once erased.
create table editor (
  number  integer not null primary key,
  person  varchar(36) unique
);

create table entry_comment (
  id          varchar(36)   not null primary key,
  type        varchar(63)   not null,
  entry       varchar(120)  not null,
  version     integer       not null,
  text        varchar(4000) not null,
  created_at  bigint        not null,
  created_by  varchar(255)  not null,
  foreign key (type, entry, version) references entry_version (type, id, version)
);

create index entry_comment_by_entry on entry_comment (type, entry, created_at);

-- Releases that are to be made at a time, of the versions that were ready when it was set.
create table scheduled_release (
  id              varchar(36)   not null primary key,
  due_at          bigint        not null,
  note            varchar(2000) not null,
  state           varchar(16)   not null,
  requested_at    bigint        not null,
  requested_by    varchar(255)  not null,
  release_number  integer references release (number),
  failure         varchar(2000)
);

create index scheduled_release_by_state on scheduled_release (state, due_at);

create table scheduled_entry (
  schedule  varchar(36)  not null references scheduled_release (id),
  type      varchar(63)  not null,
  entry     varchar(120) not null,
  version   integer      not null,
  primary key (schedule, type, entry),
  foreign key (type, entry, version) references entry_version (type, id, version)
);

-- Who has the address of a preview sees drafts until it expires. Kept under the digest of the token.
create table preview (
  digest      varchar(64)  not null primary key,
  expires_at  bigint       not null,
  created_by  varchar(255) not null
);
