-- Imports of archives: how far the one that goes on has come, and what became of the others. Who
-- asked for one is in the audit log.
create table catalogue_import (
  id          varchar(36) not null primary key,
  as_drafts   boolean     not null,
  dry_run     boolean     not null,
  state       varchar(16) not null,
  started_at  bigint      not null,
  seen_at     bigint      not null,
  done        integer     not null,
  total       integer     not null,
  report      varchar
);

create index catalogue_import_by_state on catalogue_import (state, seen_at);
