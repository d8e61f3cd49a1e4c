//! Strong Kleene truth: what follows from what is known, whatever the open answers turn out to be.

/// True and false hold for every completion of the open answers; unknown says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    True,
    False,
    Unknown,
}

impl Truth {
    /// False as soon as one is false, true when all are true, whatever the order.
    pub fn all(truths: impl IntoIterator<Item = Truth>) -> Truth {
        let mut result = Truth::True;
        for truth in truths {
            match truth {
                Truth::False => return Truth::False,
                Truth::Unknown => result = Truth::Unknown,
                Truth::True => {}
            }
        }
        result
    }

    /// True as soon as one is true, false when all are false, whatever the order.
    pub fn any(truths: impl IntoIterator<Item = Truth>) -> Truth {
        let mut result = Truth::False;
        for truth in truths {
            match truth {
                Truth::True => return Truth::True,
                Truth::Unknown => result = Truth::Unknown,
                Truth::False => {}
            }
        }
        result
    }

    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::True, Truth::True) => Truth::True,
            _ => Truth::Unknown,
        }
    }

    pub fn or(self, other: Truth) -> Truth {
        !(!self).and(!other)
    }

    /// What holds when either of two cases may be the real one.
    pub fn join(self, other: Truth) -> Truth {
        if self == other { self } else { Truth::Unknown }
    }

    pub fn can_be_true(self) -> bool {
        self != Truth::False
    }

    pub fn can_be_false(self) -> bool {
        self != Truth::True
    }

    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Truth::True => "true",
            Truth::False => "false",
            Truth::Unknown => "unknown",
        }
    }
}

impl std::ops::Not for Truth {
    type Output = Truth;

    fn not(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Truth {
        if value { Truth::True } else { Truth::False }
    }
}
