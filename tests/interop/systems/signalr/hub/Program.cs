// A SignalR hub on 127.0.0.1, for pages of any origin. The argument is its port.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

public class EchoHub : Hub
{
    public string Echo(string text) => text;

    public byte[] EchoBytes(byte[] bytes) => bytes;

    // Blazor's protocol takes no bytes from clients, and sends only segments of them.
    public ArraySegment<byte> Bytes(string hex)
    {
        var digits = Enumerable.Range(0, hex.Length / 2).Select(index => hex.Substring(2 * index, 2));
        return digits.Select(pair => Convert.ToByte(pair, 16)).ToArray();
    }

    public void Fail(string reason) => throw new HubException(reason);

    public Task Join(string room) => Groups.AddToGroupAsync(Context.ConnectionId, room);

    public Task Shout(string room, string text) => Clients.Group(room).SendAsync("shouted", text);

    public async IAsyncEnumerable<string> Count(int limit, [EnumeratorCancellation] CancellationToken cancelled)
    {
        for (var number = 1; number <= limit && !cancelled.IsCancellationRequested; number++)
        {
            await Task.Yield();
            yield return $"✓ {number}";
        }
    }

    public async Task<string> Collect(IAsyncEnumerable<string> texts)
    {
        var all = new List<string>();
        await foreach (var text in texts) all.Add(text);
        return string.Join(" + ", all);
    }
}

public class Startup
{
    // The framework's only binary protocol, which is Blazor Server's; the one named "messagepack" comes from NuGet alone.
    private const string BlazorPack =
        "Microsoft.AspNetCore.Components.Server.BlazorPack.BlazorPackHubProtocol, Microsoft.AspNetCore.Components.Server";

    public void ConfigureServices(IServiceCollection services)
    {
        services.AddCors();
        services.AddSignalR(options => options.SupportedProtocols = new List<string> { "json", "blazorpack" });
        services.AddSingleton(typeof(IHubProtocol), Activator.CreateInstance(Type.GetType(BlazorPack, true), true));
    }

    public void Configure(IApplicationBuilder app)
    {
        app.UseRouting();
        app.UseCors(policy => policy.SetIsOriginAllowed(_ => true).AllowAnyHeader().AllowAnyMethod().AllowCredentials());
        app.UseEndpoints(endpoints => endpoints.MapHub<EchoHub>("/hub"));
    }
}

public static class Program
{
    public static void Main(string[] args) => Host.CreateDefaultBuilder()
        .ConfigureWebHostDefaults(web => web.UseStartup<Startup>().UseUrls($"http://127.0.0.1:{args[0]}"))
        .Build()
        .Run();
}
