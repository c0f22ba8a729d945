<?php

// One connection: its handshake, and its frames as RFC 6455 has them.

declare(strict_types=1);

// What receive() gives: that the handshake is done, and opcodes of frames.
const OPEN = -1;
const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

final class Connection
{
    private const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

    public readonly string $uuid;
    /** Empty until the handshake is done. */
    public string $path = '';
    public bool $isOver = false;

    private string $unread = '';
    private int $opcode = 0;
    private string $message = '';
    private bool $isClosing = false;

    /** @param resource $stream */
    public function __construct(public readonly mixed $stream)
    {
        $this->uuid = bin2hex(random_bytes(16));
    }

    /**
     * Reads what the peer has sent, and gives what is complete of it: messages, Close frames, and the handshake.
     *
     * @return iterable<array{int, string}> opcode and payload
     */
    public function receive(): iterable
    {
        $bytes = fread($this->stream, 65536);
        if ($bytes === false || $bytes === '' && feof($this->stream)) {
            $this->drop();
        }
        $this->unread .= $bytes;
        if ($this->path === '' && $this->shakeHands()) {
            yield [OPEN, ''];
        }
        while ($this->path !== '' && !$this->isOver && ($frame = $this->nextFrame())) {
            yield from $this->messagesOf(...$frame);
        }
    }

    public function send(int $opcode, string $data): void
    {
        $length = strlen($data);
        $this->write(chr(0x80 | $opcode) . match (true) {
            $length < 126 => chr($length),
            $length < 65536 => chr(126) . pack('n', $length),
            default => chr(127) . pack('J', $length),
        } . $data);
    }

    /** Starts the closing handshake, or answers the peer's, which ends the connection. */
    public function close(string $codeAndReason, bool $isAnswer = false): void
    {
        if (!$this->isClosing) {
            $this->send(CLOSE, $codeAndReason);
        }
        $this->isClosing = true;
        if ($isAnswer) {
            $this->drop();
        }
    }

    /** Ends the connection without a word. */
    public function drop(): void
    {
        if (!$this->isOver) {
            fclose($this->stream);
        }
        $this->isOver = true;
    }

    private function shakeHands(): bool
    {
        [$head, $rest] = explode("\r\n\r\n", $this->unread, 2) + [1 => null];
        if ($rest === null) {
            return false;
        }
        if (!preg_match('/^Sec-WebSocket-Key: *(\S+)/mi', $head, $key)) {
            $this->write("HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nConnection: close\r\n\r\n");
            $this->drop();
            return false;
        }
        $accept = base64_encode(sha1($key[1] . self::KEY_SUFFIX, true));
        $this->write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            . "Sec-WebSocket-Accept: $accept\r\n\r\n");
        $this->path = explode(' ', $head)[1];
        $this->unread = $rest;
        return true;
    }

    /** @return ?array{bool, int, string} whether it is final, opcode and payload; null if it is not complete */
    private function nextFrame(): ?array
    {
        $bytes = $this->unread;
        if (strlen($bytes) < 2) {
            return null;
        }
        $short = ord($bytes[1]) & 0x7f;
        $start = [126 => 4, 127 => 10][$short] ?? 2;
        if (strlen($bytes) < $start) {
            return null;
        }
        $length = match ($short) {
            126 => unpack('n', $bytes, 2)[1],
            127 => unpack('J', $bytes, 2)[1],
            default => $short,
        };
        if (strlen($bytes) < $start + 4 + $length) {
            return null;
        }
        $mask = substr($bytes, $start, 4);
        $payload = substr($bytes, $start + 4, $length) ^ str_repeat($mask, intdiv($length, 4) + 1);
        $this->unread = substr($bytes, $start + 4 + $length);
        return [(ord($bytes[0]) & 0x80) !== 0, ord($bytes[0]) & 0x0f, $payload];
    }

    /** @return iterable<array{int, string}> */
    private function messagesOf(bool $isFinal, int $opcode, string $payload): iterable
    {
        if ($opcode === PING) {
            $this->send(PONG, $payload);
        } elseif ($opcode === CLOSE) {
            yield [CLOSE, $payload];
        } elseif ($opcode !== PONG) {
            $this->opcode = $opcode ?: $this->opcode;
            $this->message .= $payload;
            if ($isFinal) {
                [$message, $this->message] = [$this->message, ''];
                yield [$this->opcode, $message];
            }
        }
    }

    private function write(string $bytes): void
    {
        // Whole, however long the peer takes to read it. A peer that is gone is noticed when it is read from.
        stream_set_blocking($this->stream, true);
        @fwrite($this->stream, $bytes);
        stream_set_blocking($this->stream, false);
    }
}
