//! The handshake, within bounds of time and bytes. Who makes it holds a slot as a stranger does, so that there are no more of them
//! than connections, and the first makes way where there are too many.

use std::io;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{SecureStream, Tls};
use crate::http::address::PublicUrl;
use crate::http::metered::Metered;

/// What is read of a peer before it is known to be one: a hello with every extension that browsers send has 2 KB. Without a bound
/// each would make the library hold 64 KB.
const LONGEST: usize = 16 * 1024;
/// What every handshake begins with (RFC 8446 section 5.1): whoever begins otherwise speaks no TLS.
const HANDSHAKE: u8 = 22;

/// No line came about.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoLine {
    #[error("it took too long")]
    TooSlow,
    #[error("it speaks no TLS")]
    NoTls,
    #[error(transparent)]
    Broken(#[from] io::Error),
}

impl Tls {
    /// Agrees with a peer on how to speak. One that speaks plain HTTP is told where to go.
    pub(crate) async fn shake_hands(
        &self,
        stream: TcpStream,
        within: Duration,
        public: &PublicUrl,
    ) -> Result<SecureStream, NoLine> {
        timeout(within, self.agree(stream, public)).await.unwrap_or(Err(NoLine::TooSlow))
    }

    async fn agree(&self, stream: TcpStream, public: &PublicUrl) -> Result<SecureStream, NoLine> {
        let mut first = [0];
        // Nothing at all is a peer that is gone.
        if stream.peek(&mut first).await? == 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        if first != [HANDSHAKE] {
            lead_to(stream, public).await?;
            return Err(NoLine::NoTls);
        }
        let mut secure = Box::new(self.acceptor.accept(Metered::up_to(stream, LONGEST)).await?);
        secure.get_mut().0.lift();
        Ok(secure)
    }
}

/// Leads somebody who typed the address without `https`. Only to the entrance: what was asked for went over the line in clear.
async fn lead_to(mut stream: TcpStream, public: &PublicUrl) -> io::Result<()> {
    let body = format!("this port speaks https alone; open {public}\n");
    let answer = format!(
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: {public}/\r\ncontent-type: text/plain\r\n\
         content-security-policy: default-src 'none'\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await?;
    // Dropped with something unread, the connection would be reset, and the answer lost with it.
    let mut asked = Metered::up_to(stream, LONGEST);
    tokio::io::copy(&mut asked, &mut tokio::io::sink()).await?;
    Ok(())
}
