-- What a desk's own history taught of its customers' leaving. The areas under the curve are NULL where too few had left to
-- learn from; weights (JSON) are NULL where the published ones remain in force.
CREATE TABLE churn_fits (
  desk TEXT PRIMARY KEY, fitted_at BIGINT NOT NULL, ended BIGINT NOT NULL, published_auc DOUBLE PRECISION,
  fitted_auc DOUBLE PRECISION, weights TEXT
);
