// Sends everything back. Texts that are more than that: "close CODE REASON" has it close the connection, "ping" has it
// send a ping and tell of the pong, and whoever says "watch" is told how others have closed theirs.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

var upgrader = websocket.Upgrader{
	Subprotocols:      []string{"echo"},
	EnableCompression: true,
	// The page comes from another port.
	CheckOrigin: func(*http.Request) bool { return true },
}

var watching = watchers{conns: map[*websocket.Conn]bool{}}

func main() {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", os.Args[1]))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening")
	log.Fatal(http.Serve(listener, http.HandlerFunc(serve)))
}

func serve(response http.ResponseWriter, request *http.Request) {
	conn, err := upgrader.Upgrade(response, request, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	defer watching.remove(conn)
	conn.SetPongHandler(func(payload string) error {
		return conn.WriteMessage(websocket.TextMessage, []byte("a pong: "+payload))
	})
	for {
		kind, data, err := conn.ReadMessage()
		if closed, ok := err.(*websocket.CloseError); ok {
			watching.tell(fmt.Sprintf("closed %d %s", closed.Code, closed.Text))
		}
		if err != nil || answer(conn, kind, data) != nil {
			return
		}
	}
}

func answer(conn *websocket.Conn, kind int, data []byte) error {
	command, rest, _ := strings.Cut(string(data), " ")
	switch {
	case kind != websocket.TextMessage:
		return conn.WriteMessage(kind, data)
	case command == "close":
		return sendClose(conn, rest)
	case command == "ping":
		return conn.WriteControl(websocket.PingMessage, []byte("are you there?"), soon())
	case command == "watch":
		return watching.add(conn)
	default:
		return conn.WriteMessage(kind, data)
	}
}

// Sends a Close frame, and leaves reading the answer to who reads anyway.
func sendClose(conn *websocket.Conn, codeAndReason string) error {
	digits, reason, _ := strings.Cut(codeAndReason, " ")
	code, err := strconv.Atoi(digits)
	if err != nil {
		return err
	}
	return conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, reason), soon())
}

func soon() time.Time {
	return time.Now().Add(10 * time.Second)
}

// Connections that are told of others, under a lock: only one goroutine at a time may write to a connection.
type watchers struct {
	sync.Mutex
	conns map[*websocket.Conn]bool
}

func (w *watchers) add(conn *websocket.Conn) error {
	w.Lock()
	defer w.Unlock()
	w.conns[conn] = true
	return conn.WriteMessage(websocket.TextMessage, []byte("watching"))
}

func (w *watchers) remove(conn *websocket.Conn) {
	w.Lock()
	defer w.Unlock()
	delete(w.conns, conn)
}

func (w *watchers) tell(text string) {
	w.Lock()
	defer w.Unlock()
	for conn := range w.conns {
		conn.WriteMessage(websocket.TextMessage, []byte(text))
	}
}
