//! Time zones: which day it is there, and how far from UTC. The tables are inside the program.

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::model::date::Date;

/// A time zone by its IANA name.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// `Asia/Shanghai`; none if there is no such zone.
    pub fn named(name: &str) -> Option<Zone> {
        TimeZoneDatabase::bundled().get(name).ok().map(Zone)
    }

    /// The day that it is there at this moment (seconds since 1970 in UTC).
    pub fn day_at(&self, unix_seconds: i64) -> Option<Date> {
        let day = Timestamp::from_second(unix_seconds)
            .ok()?
            .to_zoned(self.0.clone())
            .date();
        Date::from_day(
            i32::from(day.year()),
            u8::try_from(day.month()).ok()?,
            u8::try_from(day.day()).ok()?,
        )
        .ok()
    }

    /// `+08:00` at the beginning of that day; of a date that is not full, UTC.
    pub fn offset_on(&self, date: Date) -> String {
        let (Some(year), Some(month), Some(day)) = (date.year(), date.month(), date.day()) else {
            return "Z".to_owned();
        };
        let civil = || {
            let date =
                jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
            Some(date.to_zoned(self.0.clone()).ok()?.offset().seconds())
        };
        let Some(seconds) = civil() else { return "Z".to_owned() };
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.abs() / 60;
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::Zone;
    use crate::model::date::Date;

    fn check(zone: &str, seconds: i64, day: &str, offset: &str) {
        let zone = Zone::named(zone).expect("a zone");
        let date = zone.day_at(seconds).expect("a day");
        assert_eq!(
            (date.to_string().as_str(), zone.offset_on(date).as_str()),
            (day, offset)
        );
    }

    #[test]
    fn a_day_begins_where_the_site_is() {
        // 2020-06-30T17:00:00Z
        check("Asia/Shanghai", 1_593_536_400, "2020-07-01", "+08:00");
        check("Europe/Paris", 1_593_536_400, "2020-06-30", "+02:00");
        check("America/New_York", 1_593_536_400, "2020-06-30", "-04:00");
    }

    #[test]
    fn unknown_zones_and_partial_dates_do_no_harm() {
        assert!(Zone::named("Asia/Nowhere").is_none());
        let zone = Zone::named("Asia/Shanghai").expect("a zone");
        assert_eq!(zone.offset_on(Date::from_year(2020).expect("a year")), "Z");
    }
}
