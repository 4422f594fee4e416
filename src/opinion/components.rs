//! The two principal components of the vote matrix.
//!
//! By subspace iteration with a Rayleigh-Ritz step (Saad, Numerical Methods for Large Eigenvalue Problems, chapter 5): a few vectors
//! more than are asked for, multiplied by the matrix and its transpose until the first two stand still. Begun from the last ones it needs a
//! few rounds after one vote, where a decomposition from scratch would be made anew each time.

use std::cmp::Ordering;

use nalgebra::{DMatrix, DVector, SymmetricEigen};

/// How many components are wanted.
pub const WANTED: usize = 2;

/// How many more are iterated along: the error shrinks by the ratio of the first one left out to the second.
const SPARE: usize = 6;

/// As many rounds as Polis gives its power iteration.
const ROUNDS: usize = 100;

/// So many where they are begun from earlier ones: what is left to be done is done by the next picture, which begins from these. Votes
/// that differ in no direction more than in others are never settled, and would take all the rounds each time.
const ROUNDS_FROM_EARLIER: usize = 10;

/// What may be left of a component beside its own direction, as a part of the largest eigenvalue.
const CLOSE: f64 = 1e-6;

/// An eigenvalue below this is none: the votes don't differ in that direction.
const NOTHING: f64 = 1e-9;

/// Directions in the space of statements, one a column, the one with most variance first.
#[derive(Debug, Clone)]
pub struct Components {
    /// Statements by vectors, orthonormal.
    basis: DMatrix<f64>,
    /// How much of the votes' squares lies along each.
    strengths: Vec<f64>,
}

impl Components {
    /// Of a matrix of participants by statements that is centred by column, begun from those of an earlier state of it.
    #[must_use]
    pub fn of(centred: &DMatrix<f64>, earlier: Option<&Self>) -> Self {
        let (participants, statements) = centred.shape();
        let width = (WANTED + SPARE).min(participants).min(statements);
        if width == 0 {
            return Self { basis: DMatrix::zeros(statements, 0), strengths: Vec::new() };
        }
        let mut found =
            Self { basis: orthonormal(beginning(statements, width, earlier)), strengths: Vec::new() };
        for _ in 0..earlier.map_or(ROUNDS, |_| ROUNDS_FROM_EARLIER) {
            let product = found.settle(centred);
            if found.is_settled(&product) {
                break;
            }
            found.basis = orthonormal(product);
        }
        found.orient(earlier);
        found
    }

    /// In the space of those statements alone, which are in rising order. What came after these were found has no direction yet.
    #[must_use]
    pub fn among(&self, statements: &[usize]) -> Self {
        let known: Vec<usize> =
            statements.iter().copied().take_while(|statement| *statement < self.basis.nrows()).collect();
        Self { basis: self.basis.select_rows(&known), strengths: self.strengths.clone() }
    }

    /// In the space of so many statements, of which these are the ones they were found among; 0 along all others.
    #[must_use]
    pub fn spread(&self, among: &[usize], statements: usize) -> Self {
        let mut basis = DMatrix::zeros(statements, self.basis.ncols());
        for (row, statement) in among.iter().enumerate() {
            basis.set_row(*statement, &self.basis.row(row));
        }
        Self { basis, strengths: self.strengths.clone() }
    }

    /// The component as a direction: one entry a statement, of length 1; zeros where the votes don't differ in so many
    /// directions.
    #[must_use]
    pub fn axis(&self, component: usize) -> DVector<f64> {
        let stands = self.strengths.get(component).is_some_and(|strength| *strength > NOTHING);
        if stands { self.basis.column(component).into_owned() } else { DVector::zeros(self.basis.nrows()) }
    }

    /// Turns the basis to the eigenvectors of what it spans (Rayleigh-Ritz), and gives its product with the matrix and
    /// its transpose.
    fn settle(&mut self, centred: &DMatrix<f64>) -> DMatrix<f64> {
        let mut image = centred * &self.basis;
        let eigen = SymmetricEigen::new(image.tr_mul(&image));
        let mut order: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
        order.sort_by(|a, b| falling(eigen.eigenvalues[*a], eigen.eigenvalues[*b]));
        let turn = eigen.eigenvectors.select_columns(&order);
        self.strengths = order.iter().map(|at| eigen.eigenvalues[*at]).collect();
        self.basis = &self.basis * &turn;
        image *= turn;
        centred.tr_mul(&image)
    }

    fn is_settled(&self, product: &DMatrix<f64>) -> bool {
        let largest = self.strengths.first().copied().unwrap_or(0.0);
        let left = |at: usize| (product.column(at) - self.basis.column(at) * self.strengths[at]).norm();
        largest <= NOTHING || (0..WANTED.min(self.strengths.len())).all(|at| left(at) <= CLOSE * largest)
    }

    /// An eigenvector has no sign of its own: it takes that of the earlier one, so that a picture isn't mirrored by a vote; at
    /// first its largest entry is positive.
    fn orient(&mut self, earlier: Option<&Self>) {
        for at in 0..WANTED.min(self.basis.ncols()) {
            let column = self.basis.column(at);
            let with = earlier.filter(|earlier| at < earlier.basis.ncols()).map_or(0.0, |earlier| {
                column.iter().zip(earlier.basis.column(at).iter()).map(|(now, then)| now * then).sum()
            });
            let sign = if with == 0.0 { column[column.icamax()] } else { with };
            if sign < 0.0 {
                self.basis.column_mut(at).neg_mut();
            }
        }
    }
}

fn falling(a: f64, b: f64) -> Ordering {
    b.total_cmp(&a)
}

/// Where the iteration begins: the earlier directions, and noise where there is none. The noise is the same each time.
fn beginning(statements: usize, width: usize, earlier: Option<&Components>) -> DMatrix<f64> {
    DMatrix::from_fn(statements, width, |row, column| {
        let known = earlier.and_then(|earlier| earlier.basis.get((row, column)));
        known.copied().unwrap_or_else(|| noise(row, column) / (statements as f64).sqrt())
    })
}

/// A number from -0.5 to 0.5 that looks drawn and is not: Weyl's sequence, the fractions of multiples of irrational numbers.
fn noise(row: usize, column: usize) -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    const SILVER: f64 = 0.414_213_562_373_095_1;
    let at = (row + 1) as f64;
    (at * GOLDEN + at * at * SILVER * (column + 1) as f64).fract() - 0.5
}

fn orthonormal(vectors: DMatrix<f64>) -> DMatrix<f64> {
    vectors.qr().q()
}
