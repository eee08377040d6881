-- What is told of runs, made from the committed events alone: every row can be made again from the log.
-- Written for H2 and PostgreSQL alike. Times are in whole milliseconds. path_key is the step's path, or a short form of a long one.

CREATE TABLE log_source (
  one INTEGER NOT NULL PRIMARY KEY,
  topic VARCHAR(300) NOT NULL,
  topic_id VARCHAR(64) NOT NULL
);

CREATE TABLE positions (
  part INTEGER NOT NULL PRIMARY KEY,
  next_offset BIGINT NOT NULL,
  events BIGINT NOT NULL,
  last_event_at TIMESTAMP(3) WITH TIME ZONE
);

CREATE TABLE runs (
  run_id VARCHAR(200) NOT NULL PRIMARY KEY,
  title VARCHAR(2000) NOT NULL,
  workflow VARCHAR(300) NOT NULL,
  version VARCHAR(300) NOT NULL,
  hash VARCHAR(100) NOT NULL,
  status VARCHAR(20) NOT NULL,
  started_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP(3) WITH TIME ZONE,
  last_event_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  last_seq BIGINT NOT NULL,
  part INTEGER NOT NULL,
  log_offset BIGINT NOT NULL,
  events BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  open_tasks INTEGER NOT NULL,
  humans INTEGER NOT NULL,
  why_step VARCHAR,
  why_code VARCHAR(200),
  why_text VARCHAR(4000),
  current_step VARCHAR,
  current_agent VARCHAR(300),
  parent_run VARCHAR(200),
  parent_step VARCHAR,
  parent_depth INTEGER,
  parent_detached BOOLEAN,
  calls BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  usd DOUBLE PRECISION NOT NULL,
  nodes BIGINT NOT NULL
);
CREATE INDEX runs_newest ON runs (started_at, run_id);
CREATE INDEX runs_by_status ON runs (status, started_at);
CREATE INDEX runs_by_workflow ON runs (workflow, started_at);

CREATE TABLE children (
  run_id VARCHAR(200) NOT NULL,
  ordinal INTEGER NOT NULL,
  child_id VARCHAR(200) NOT NULL,
  PRIMARY KEY (run_id, ordinal)
);

CREATE TABLE steps (
  run_id VARCHAR(200) NOT NULL,
  path_key VARCHAR(200) NOT NULL,
  path VARCHAR NOT NULL,
  parent_key VARCHAR(200) NOT NULL,
  ordinal BIGINT NOT NULL,
  label VARCHAR NOT NULL,
  kind VARCHAR(20) NOT NULL,
  state VARCHAR(20) NOT NULL,
  agent VARCHAR(600) NOT NULL,
  started_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP(3) WITH TIME ZONE,
  attempts INTEGER NOT NULL,
  worker VARCHAR(300) NOT NULL,
  note VARCHAR(4000) NOT NULL,
  failure_kind VARCHAR(20),
  failure_code VARCHAR(200),
  failure_message VARCHAR(4000),
  calls BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  usd DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (run_id, path_key)
);
CREATE INDEX steps_inside ON steps (run_id, parent_key, state);

CREATE TABLE attempts (
  run_id VARCHAR(200) NOT NULL,
  path_key VARCHAR(200) NOT NULL,
  attempt INTEGER NOT NULL,
  path VARCHAR NOT NULL,
  agent VARCHAR(300) NOT NULL,
  skill VARCHAR(300) NOT NULL,
  started_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP(3) WITH TIME ZONE,
  outcome VARCHAR(20) NOT NULL,
  code VARCHAR(200) NOT NULL,
  worker VARCHAR(300) NOT NULL,
  dead_letter VARCHAR(300) NOT NULL,
  millis BIGINT,
  late INTEGER NOT NULL,
  calls BIGINT NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  usd DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (run_id, path_key, attempt)
);
CREATE INDEX attempts_by_agent ON attempts (agent, started_at);
CREATE INDEX attempts_by_run ON attempts (run_id, agent);

-- What a run's agents owe it; state HELD waits for a redrive of its dead letter.
CREATE TABLE open_tasks (
  run_id VARCHAR(200) NOT NULL,
  path_key VARCHAR(200) NOT NULL,
  path VARCHAR NOT NULL,
  ordinal BIGINT NOT NULL,
  agent VARCHAR(300) NOT NULL,
  skill VARCHAR(300) NOT NULL,
  attempt INTEGER NOT NULL,
  state VARCHAR(20) NOT NULL,
  since_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  until_at TIMESTAMP(3) WITH TIME ZONE,
  dead_letter VARCHAR(300),
  failure_kind VARCHAR(20),
  failure_code VARCHAR(200),
  failure_message VARCHAR(4000),
  PRIMARY KEY (run_id, path_key)
);
CREATE INDEX open_tasks_by_state ON open_tasks (state, since_at);

-- What a run waits for outside.
CREATE TABLE waits (
  run_id VARCHAR(200) NOT NULL,
  path_key VARCHAR(200) NOT NULL,
  path VARCHAR NOT NULL,
  ordinal BIGINT NOT NULL,
  kind VARCHAR(20) NOT NULL,
  what VARCHAR(2000) NOT NULL,
  assign VARCHAR(2000) NOT NULL,
  shown VARCHAR(100) NOT NULL,
  since_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  until_at TIMESTAMP(3) WITH TIME ZONE,
  PRIMARY KEY (run_id, path_key)
);

CREATE TABLE approvals (
  run_id VARCHAR(200) NOT NULL,
  path_key VARCHAR(200) NOT NULL,
  path VARCHAR NOT NULL,
  run_title VARCHAR(2000) NOT NULL,
  workflow VARCHAR(600) NOT NULL,
  state VARCHAR(20) NOT NULL,
  title VARCHAR(4000) NOT NULL,
  show_json TEXT NOT NULL,
  choices_json TEXT NOT NULL,
  form_json TEXT,
  asked_of VARCHAR(2000) NOT NULL,
  quorum INTEGER NOT NULL,
  shown VARCHAR(100) NOT NULL,
  assign_json TEXT NOT NULL,
  since_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  due_at TIMESTAMP(3) WITH TIME ZONE,
  answers_json TEXT NOT NULL,
  reminders INTEGER NOT NULL,
  decision VARCHAR(2000),
  PRIMARY KEY (run_id, path_key)
);
CREATE INDEX approvals_by_state ON approvals (state, since_at);

-- Where the events of a command begin, so that a reader can wait for what it has sent.
CREATE TABLE commands (
  part INTEGER NOT NULL,
  log_offset BIGINT NOT NULL,
  run_id VARCHAR(200) NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (part, log_offset, run_id)
);

-- Records that are not applied, or that follow on events which are not there.
CREATE TABLE faults (
  part INTEGER NOT NULL,
  log_offset BIGINT NOT NULL,
  kind VARCHAR(20) NOT NULL,
  run_id VARCHAR(200) NOT NULL,
  code VARCHAR(200) NOT NULL,
  detail VARCHAR(2000) NOT NULL,
  record_at TIMESTAMP(3) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (part, log_offset, kind)
);
