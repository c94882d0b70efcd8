//! S3 and DynamoDB on loopback, for a backend that is used for real. It ends when this value is dropped
//! or this process ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdin, Command, Stdio};

use serde_json::Value;

use crate::root;

/// A running emulator.
pub struct Emulator {
    /// Where it answers, such as `http://127.0.0.1:40000`.
    pub endpoint: String,
    _stdin: ChildStdin,
    _child: Child,
}

impl Emulator {
    /// Starts one that holds an empty bucket and, where a name is given, a table with the key `LockID`.
    ///
    /// # Panics
    /// When it does not start.
    #[must_use]
    pub fn start(bucket: &str, table: Option<&str>) -> Self {
        let mut command = Command::new("python3");
        command.arg(root().join("tests/scanners/emulator.py")).args(["--bucket", bucket]);
        if let Some(table) = table {
            command.args(["--table", table]);
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("python3 starts tests/scanners/emulator.py");
        let stdin = child.stdin.take().expect("a piped standard input");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a piped standard output")).read_line(&mut line).expect("it says where it listens");
        let said: Value = serde_json::from_str(&line).expect("the emulator did not start; run python3 tests/scanners/prepare.py");
        let endpoint = said["endpoint"].as_str().expect("an endpoint").to_owned();
        Self { endpoint, _stdin: stdin, _child: child }
    }

    /// What makes Terraform use it: the credentials are nobody's.
    #[must_use]
    pub fn environment(&self) -> [(&'static str, &str); 3] {
        [("AWS_ENDPOINT_URL", &self.endpoint), ("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test")]
    }

    /// Headers and body of a request without a body of its own.
    ///
    /// # Panics
    /// When the emulator does not answer.
    #[must_use]
    pub fn answer(&self, method: &str, path: &str) -> String {
        let address = self.endpoint.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).expect("the emulator listens");
        // It looks for a signature and checks none.
        let signed = "AWS4-HMAC-SHA256 Credential=test/20250101/ap-northeast-1/s3/aws4_request, SignedHeaders=host, Signature=0";
        write!(stream, "{method} {path} HTTP/1.0\r\nHost: {address}\r\nAuthorization: {signed}\r\n\r\n").expect("the emulator reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("the emulator answers");
        answer
    }
}
