<?php

// WebSockets in plain PHP, on 127.0.0.1: `server.php PORT`.
//   /echo  sends every message back, and answers a Close; a text `close CODE REASON` has it close the connection
//   /web   speaks with the packets of PHP WebSocket Server, and ends connections as that does: without a Close frame

declare(strict_types=1);

require __DIR__ . '/connection.php';

$listener = stream_socket_server("tcp://127.0.0.1:$argv[1]");
echo "listening\n";

/** @var array<int, Connection> $connections */
$connections = [];
while (true) {
    $ready = [$listener, ...array_column($connections, 'stream')];
    $none = null;
    stream_select($ready, $none, $none, null);
    foreach ($ready as $stream) {
        if ($stream === $listener) {
            $accepted = stream_socket_accept($listener);
            stream_set_blocking($accepted, false);
            $connections[(int) $accepted] = new Connection($accepted);
        } elseif (isset($connections[(int) $stream])) {
            serve($connections[(int) $stream], $connections);
        }
    }
    $connections = array_filter($connections, fn (Connection $one) => !$one->isOver);
}

/** @param array<int, Connection> $all */
function serve(Connection $connection, array $all): void
{
    foreach ($connection->receive() as [$opcode, $data]) {
        match ($connection->path) {
            '/echo' => sendBack($connection, $opcode, $data),
            '/web' => answerPacket($connection, $all, $opcode, $data),
            default => $connection->drop(),
        };
    }
}

function sendBack(Connection $connection, int $opcode, string $data): void
{
    if ($opcode === CLOSE) {
        $connection->close($data, isAnswer: true);
    } elseif ($opcode === TEXT && preg_match('/^close (\d+) (.*)$/', $data, $parts)) {
        $connection->close(pack('n', (int) $parts[1]) . $parts[2]);
    } elseif ($opcode !== OPEN) {
        $connection->send($opcode, $data);
    }
}

/** @param array<int, Connection> $all */
function answerPacket(Connection $connection, array $all, int $opcode, string $data): void
{
    if ($opcode === OPEN) {
        $connection->send(TEXT, json_encode(['opcode' => 'ready', 'uuid' => $connection->uuid]));
        return;
    }
    $packet = $opcode === TEXT ? json_decode($data) : null;
    if (!is_object($packet) || $packet->opcode === 'quit') {
        $connection->drop();
        return;
    }
    if ($packet->opcode === 'echo') {
        $connection->send(TEXT, json_encode(['opcode' => 'echo', 'message' => $packet->message]));
    }
    foreach ($all as $other) {
        $isMeant = $packet->opcode === 'broadcast' || $packet->opcode === 'feedback' && $packet->uuid === $other->uuid;
        if ($isMeant && $other !== $connection && $other->path === '/web' && !$other->isOver) {
            $other->send(TEXT, $data);
        }
    }
    $connection->send(TEXT, '{"opcode":"next","fyi":""}');
}
