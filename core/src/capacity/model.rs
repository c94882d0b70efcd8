//! The formulas, on plain numbers. Sources: Little's law; AWS Prescriptive Guidance on
//! `max_connections`; one measured experiment in ap-northeast-1 (see the test), which shows the
//! waiting of bursts to within ten per cent and says nothing of the CPU term.

/// Share of `max_connections` that a plan may use; the rest is for operators and surprises.
pub const CONNECTION_SHARE: f64 = 0.8;
/// Share of the memory that a working set or cached data may fill (AWS: working set in memory; the
/// share is this product's, beside ElastiCache's reserved quarter).
pub const MEMORY_SHARE: f64 = 0.75;
/// Connections of one Batch job, and of operators and monitoring.
pub const JOB_CONNECTIONS: f64 = 2.0;
/// Connections of operators and monitoring.
pub const OPERATOR_CONNECTIONS: f64 = 5.0;
/// Addresses that AWS keeps in each subnet.
pub const RESERVED_ADDRESSES: f64 = 5.0;

/// What one task does to one request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Task {
    /// Requests served at once.
    pub slots: f64,
    /// Seconds that one request takes.
    pub seconds: f64,
    /// Seconds of a full vCPU that one request takes.
    pub cpu_seconds: f64,
    /// vCPU of the task.
    pub vcpu: f64,
    /// Share of the task that may be busy on average, 0 to 1.
    pub busy: f64,
}

impl Task {
    /// Requests a second that one task serves by its slots: Little's law with head-room.
    #[must_use]
    pub fn by_slots(self) -> f64 {
        divide(self.slots * self.busy, self.seconds)
    }

    /// Requests a second that one task serves by its CPU.
    #[must_use]
    pub fn by_cpu(self) -> f64 {
        divide(self.vcpu * self.busy, self.cpu_seconds)
    }

    /// Requests a second that one task serves.
    #[must_use]
    pub fn throughput(self) -> f64 {
        self.by_slots().min(self.by_cpu())
    }

    /// Tasks for a load, at least one.
    #[must_use]
    pub fn needed(self, requests_per_second: f64) -> f64 {
        divide(requests_per_second, self.throughput()).ceil().max(1.0)
    }
}

/// Seconds until the last of `requests` that arrive together is answered.
#[must_use]
pub fn burst_seconds(requests: f64, tasks: f64, slots: f64, seconds: f64) -> f64 {
    // A request that takes no time waits for nobody, however many there are.
    if seconds > 0.0 { divide(requests, slots * tasks).ceil() * seconds } else { 0.0 }
}

/// Jobs a minute that workers finish when all are busy: beyond that the queue grows without end.
#[must_use]
pub fn jobs_per_minute(tasks: f64, jobs_at_once: f64, seconds: f64) -> f64 {
    divide(tasks * jobs_at_once * 60.0, seconds)
}

/// Division whose limit at nothing is nothing to stop it.
fn divide(number: f64, by: f64) -> f64 {
    if by > 0.0 { number / by } else { f64::INFINITY }
}

#[cfg(test)]
mod tests {
    use super::{Task, burst_seconds, jobs_per_minute};

    /// Measured on Fargate in ap-northeast-1, 0.5 vCPU and 1 GiB, six slots a task, 3.5 s a request:
    /// koichi2426/Shoppie docs/reports/20261008_aws-traffic-capacity.md, 2026-10-08.
    /// Columns: requests together, tasks, slots, seconds, measured longest wait.
    const MEASURED: [(f64, f64, f64, f64, f64); 6] = [
        (10.0, 1.0, 6.0, 3.5, 7.211),
        (10.0, 2.0, 6.0, 3.5, 3.793),
        (30.0, 1.0, 6.0, 3.5, 17.959),
        (30.0, 2.0, 6.0, 3.5, 10.791),
        (60.0, 1.0, 6.0, 3.5, 35.869),
        (60.0, 2.0, 6.0, 3.5, 18.127),
    ];

    #[test]
    fn bursts_wait_as_long_as_was_measured_to_within_ten_per_cent() {
        for (requests, tasks, slots, seconds, measured) in MEASURED {
            let error = (measured - burst_seconds(requests, tasks, slots, seconds)) / measured;
            assert!((0.0..0.10).contains(&error), "{requests} on {tasks}: {error}");
        }
    }

    #[test]
    fn the_scarcer_of_slots_and_cpu_decides() {
        let task = Task { slots: 6.0, seconds: 3.5, cpu_seconds: 0.05, vcpu: 0.5, busy: 0.6 };
        assert!((task.by_slots() - 6.0 * 0.6 / 3.5).abs() < 1e-9); // 1.03 a second
        assert!((task.by_cpu() - 0.5 * 0.6 / 0.05).abs() < 1e-9); // 6 a second
        assert_eq!(task.needed(10.0), 10.0); // 10 / 1.03 = 9.7
        let heavy = Task { cpu_seconds: 0.5, ..task };
        assert_eq!(heavy.needed(10.0), 17.0); // 10 / 0.6 = 16.7
        assert_eq!(task.needed(0.0), 1.0);
        assert_eq!(jobs_per_minute(2.0, 10.0, 5.0), 240.0);
    }

    #[test]
    fn nothing_to_wait_for_is_no_division_by_zero() {
        let free = Task { slots: 1.0, seconds: 0.0, cpu_seconds: 0.0, vcpu: 1.0, busy: 1.0 };
        assert_eq!(free.needed(1e12), 1.0);
        assert_eq!(burst_seconds(10.0, 0.0, 0.0, 0.0), 0.0);
    }
}
