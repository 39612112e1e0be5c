//! Gives each connection a seat; when all seats are taken, the one that was idle for the longest time gives way.
//!
//! So clients that open many connections and send nothing cannot keep others out.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::AbortHandle;

/// Connections at one time. A browser opens six, and one more for each page.
const SEATS: usize = 256;

#[derive(Clone, Default)]
pub(crate) struct Crowd {
    hall: Arc<Hall>,
}

#[derive(Default)]
struct Hall {
    /// Counts what happens, in place of a clock.
    moments: AtomicU64,
    taken: Mutex<BTreeMap<u64, Taken>>,
}

struct Taken {
    last: Arc<AtomicU64>,
    task: AbortHandle,
}

/// Known to its connection, which tells when it is used.
#[derive(Clone)]
pub(crate) struct Seat {
    hall: Arc<Hall>,
    last: Arc<AtomicU64>,
}

impl Seat {
    pub(crate) fn touch(&self) {
        self.last.store(self.hall.moment(), Ordering::Relaxed);
    }
}

impl Hall {
    fn moment(&self) -> u64 {
        self.moments.fetch_add(1, Ordering::Relaxed)
    }
}

impl Crowd {
    /// Runs a connection.
    pub(crate) fn admit<Work>(&self, connection: impl FnOnce(Seat) -> Work)
    where
        Work: Future<Output = ()> + Send + 'static,
    {
        let number = self.hall.moment();
        let last = Arc::new(AtomicU64::new(number));
        let seat = Seat {
            hall: Arc::clone(&self.hall),
            last: Arc::clone(&last),
        };
        let (work, hall) = (connection(seat), Arc::clone(&self.hall));
        let mut taken = self.hall.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let task = tokio::spawn(async move {
            work.await;
            let mut taken = hall.taken.lock().unwrap_or_else(PoisonError::into_inner);
            taken.remove(&number);
        });
        let task = task.abort_handle();
        taken.insert(number, Taken { last, task });
        while taken.len() > SEATS {
            let idle = taken.iter().min_by_key(|(_, one)| one.last.load(Ordering::Relaxed));
            let Some(number) = idle.map(|(number, _)| *number) else {
                break;
            };
            if let Some(one) = taken.remove(&number) {
                one.task.abort();
            }
        }
    }
}
