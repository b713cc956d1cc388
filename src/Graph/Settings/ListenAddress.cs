using System.Net;
using System.Net.Sockets;

namespace Slotline.Graph.Settings;

/// <summary>Where the server listens: what ASPNETCORE_URLS says, else this machine only.</summary>
internal static class ListenAddress
{
    private static readonly string[] Names = ["urls", "http_ports", "https_ports"];

    /// <summary>Sets the default, and looks whether another program sits on one of the addresses.</summary>
    /// <exception cref="WrongSetting">An address is malformed or taken.</exception>
    public static void Settle(WebApplicationBuilder builder)
    {
        var isSet = Names.Any(name => builder.Configuration[name] is { Length: > 0 });
        if (!isSet)
        {
            builder.WebHost.UseUrls(SlotlineSettings.DefaultAddress);
        }

        var addresses = isSet ? builder.Configuration["urls"] ?? "" : SlotlineSettings.DefaultAddress;
        foreach (var address in addresses.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            Check(address);
        }
    }

    private static void Check(string address)
    {
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            throw new WrongSetting(
                $"ASPNETCORE_URLS must hold addresses such as {SlotlineSettings.DefaultAddress}, not '{address}'.");
        }

        if (parsed.IsUnixPipe || parsed.IsNamedPipe || parsed.Port == 0)
        {
            return;
        }

        var host = IPAddress.TryParse(parsed.Host, out var ip) ? ip
            : parsed.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.Any;
        using var probe = new Socket(host.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(host, parsed.Port));
        }
        catch (SocketException cause) when (cause.SocketErrorCode is SocketError.AddressAlreadyInUse)
        {
            throw new WrongSetting(
                $"Another program listens on {address} already; set ASPNETCORE_URLS to another address.");
        }
        catch (SocketException cause)
        {
            throw new WrongSetting(
                $"The server cannot listen on {address}, which ASPNETCORE_URLS names: {cause.Message}.");
        }
    }
}
