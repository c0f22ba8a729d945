%% Sends everything back. Texts that are more than that: `close CODE REASON` has it close the connection, `ping` has it
%% send a ping and tell of the pong, and whoever says `watch` is told how others have closed theirs.
-module(echo).
-behaviour(cowboy_websocket).

-export([start/1]).
-export([init/2, websocket_init/1, websocket_handle/2, websocket_info/2, terminate/3]).

-define(WATCHERS, watchers).

%% `-s echo start PORT` of erl: the arguments are atoms.
start([Port]) ->
    {ok, _} = application:ensure_all_started(cowboy),
    {ok, _} = pg:start_link(),
    Dispatch = cowboy_router:compile([{'_', [{"/", ?MODULE, []}]}]),
    Address = [{ip, {127, 0, 0, 1}}, {port, list_to_integer(atom_to_list(Port))}],
    {ok, _} = cowboy:start_clear(echo, Address, #{env => #{dispatch => Dispatch}}),
    io:format("listening~n"),
    receive after infinity -> ok end.

init(Request, State) ->
    {cowboy_websocket, choose_protocol(Request), State, #{compress => true}}.

choose_protocol(Request) ->
    Offered = cowboy_req:parse_header(<<"sec-websocket-protocol">>, Request, []),
    case lists:member(<<"echo">>, Offered) of
        true -> cowboy_req:set_resp_header(<<"sec-websocket-protocol">>, <<"echo">>, Request);
        false -> Request
    end.

websocket_init(State) ->
    {[], State}.

websocket_handle({text, <<"close ", Code:4/binary, " ", Reason/binary>>}, State) ->
    {[{close, binary_to_integer(Code), Reason}], State};
websocket_handle({text, <<"ping">>}, State) ->
    {[{ping, <<"are you there?">>}], State};
websocket_handle({pong, Payload}, State) ->
    {[{text, <<"a pong: ", Payload/binary>>}], State};
websocket_handle({text, <<"watch">>}, State) ->
    ok = pg:join(?WATCHERS, self()),
    {[{text, <<"watching">>}], State};
websocket_handle({Type, Data}, State) when Type =:= text; Type =:= binary ->
    {[{Type, Data}], State};
websocket_handle(_, State) ->
    {[], State}.

websocket_info({closed, Code, Reason}, State) ->
    {[{text, <<"closed ", (integer_to_binary(Code))/binary, " ", Reason/binary>>}], State}.

%% Closed by the other side.
terminate({remote, Code, Reason}, _Request, _State) ->
    [Watcher ! {closed, Code, Reason} || Watcher <- pg:get_members(?WATCHERS)],
    ok;
terminate(_Reason, _Request, _State) ->
    ok.
