CREATE INDEX business_hours_day ON business_hours (desk, day);
