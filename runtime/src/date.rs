//! Seconds since 1970 into the parts of a date.

/// Year, month, day, hour, minute and second in UTC.
pub(crate) struct Date(u64, u64, u64, u64, u64, u64);

impl Date {
    /// The date of this second; by the calendar of 400 years, each of which has as many days.
    pub(crate) fn of(seconds: u64) -> Date {
        let (days, rest) = (seconds / 86_400 + 719_468, seconds % 86_400);
        let (era, day) = (days / 146_097, days % 146_097);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        // Years that begin in March end with the day that leap years have.
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = era * 400 + year + u64::from(month <= 2);
        Date(year, month, day, rest / 3_600, rest / 60 % 60, rest % 60)
    }

    /// `20240102`
    pub(crate) fn day(&self) -> String {
        format!("{:04}{:02}{:02}", self.0, self.1, self.2)
    }

    /// `030405`, with a text between the numbers.
    pub(crate) fn time(&self, between: &str) -> String {
        format!("{:02}{between}{:02}{between}{:02}", self.3, self.4, self.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_dates() {
        for (seconds, day, time) in [
            (0, "19700101", "00:00:00"),
            (951_782_399, "20000228", "23:59:59"),
            (951_782_400, "20000229", "00:00:00"),
            (1_704_164_645, "20240102", "03:04:05"),
            (4_107_542_400, "21000301", "00:00:00"),
        ] {
            let date = Date::of(seconds);
            assert_eq!((date.day().as_str(), date.time(":").as_str()), (day, time));
        }
    }
}
