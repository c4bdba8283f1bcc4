-- The quickstart's tables. Counters stand beside the rows that they count, as in many services; transactions conflict on them.
create table artifact (
    id          bigint generated always as identity primary key,
    group_id    text not null,
    artifact_id text not null,
    versions    bigint not null default 0,
    dependants  bigint not null default 0,
    unique (group_id, artifact_id)
);

create table version (
    id          bigint generated always as identity primary key,
    artifact_id bigint not null references artifact,
    version     text not null,
    packaging   text not null,
    unique (artifact_id, version)
);

create table licence (
    id   bigint generated always as identity primary key,
    name varchar(60) not null unique,
    used bigint not null default 0
);

create table version_licence (
    version_id bigint not null references version,
    licence_id bigint not null references licence,
    primary key (version_id, licence_id)
);

-- The only key is the generated id: a POM may name the same artifact twice, with another classifier.
create table dependency (
    id           bigint generated always as identity primary key,
    version_id   bigint not null references version,
    artifact_id  bigint not null references artifact,
    scope        text not null,
    optional     boolean not null,
    version_text text
);
create index on dependency (version_id);
create index on dependency (artifact_id);

create table group_statistics (
    group_id     text primary key,
    versions     bigint not null default 0,
    dependencies bigint not null default 0
);

-- A graph and a tree, made from the rows above after the ingest.

-- Which artifact depends on which, ignoring versions and scopes.
create table depends (
    dependant_id  bigint not null references artifact,
    dependency_id bigint not null references artifact,
    primary key (dependant_id, dependency_id)
);
create index on depends (dependency_id, dependant_id);

-- Which POM inherits from which: the versions, and parents that are only known by name.
create table pom (
    id        bigint primary key,
    name      text not null unique,
    parent_id bigint references pom
);
create index on pom (parent_id);
