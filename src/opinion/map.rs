//! Where participants and statements stand.

use nalgebra::DVector;

use super::components::Components;
use super::matrix::Votes;
use super::plane::Point;

/// The positions of all participants and statements on the plane of the two principal components.
#[derive(Debug, Clone)]
pub struct Map {
    /// Of each participant.
    pub participants: Vec<Point>,
    /// Of whoever would have said nothing but that they agree with the statement.
    pub statements: Vec<Point>,
}

impl Map {
    /// Of the votes, and the components that it was made by, begun from earlier ones.
    #[must_use]
    pub fn of(votes: &Votes, earlier: Option<&Components>) -> (Self, Components) {
        let means = votes.means();
        let centred = votes.centred(&means);
        let counting = votes.counting();
        let components = Components::of(&centred, earlier.map(|earlier| earlier.among(&counting)).as_ref());
        let images = [0, 1].map(|at| &centred * components.axis(at));
        let components = components.spread(&counting, votes.statements());
        let axes = [0, 1].map(|at| components.axis(at));
        let stretches = votes.stretches();
        let position = |at: usize| images.each_ref().map(|image| image[at] * stretches[at]);
        let participants = (0..votes.participants()).map(position).collect();
        (Self { participants, statements: statements(votes, &means, &axes) }, components)
    }
}

fn statements(votes: &Votes, means: &[f64], axes: &[DVector<f64>; 2]) -> Vec<Point> {
    let stretch = (votes.voted_on() as f64).sqrt();
    let position = |at: usize| axes.each_ref().map(|axis| (1.0 - means[at]) * axis[at] * stretch);
    let counts = |at: usize| !votes.is_kept_out(at);
    (0..votes.statements()).map(|at| if counts(at) { position(at) } else { [0.0; 2] }).collect()
}
