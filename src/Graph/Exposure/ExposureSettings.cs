using System.Net;
using Slotline.Graph.Engine;
using Slotline.Graph.Settings;

namespace Slotline.Graph.Exposure;

/// <summary>What the server shows of itself, and whom it believes.</summary>
/// <param name="TrustedProxies">Networks whose word on where a request came from is taken; none unless set.</param>
/// <param name="SchemaShownTo">Null: everyone while developing, else those who are signed in.</param>
public sealed record ExposureSettings(IReadOnlyList<IPNetwork> TrustedProxies, IntrospectionAccess? SchemaShownTo)
{
    private const string Proxies = "Proxies__Trusted";
    private const string SchemaShown = "Schema__ShownTo";

    public static ExposureSettings Standard { get; } = new([], null);

    /// <exception cref="WrongSetting">One of them is malformed, or unknown.</exception>
    internal static ExposureSettings Read(SettingsReader reader)
    {
        reader.RefuseUnknown("Proxies", "Trusted");
        reader.RefuseUnknown("Schema", "ShownTo");
        if (reader.Text("ForwardedHeaders_Enabled") is not null)
        {
            throw new WrongSetting(
                $"ASPNETCORE_FORWARDEDHEADERS_ENABLED would believe everybody; name the proxies in {Proxies} instead.");
        }

        return new ExposureSettings(
            [.. (reader.Text(Proxies) ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(Network)],
            reader.Text(SchemaShown) is null
                ? null
                : reader.Choice(SchemaShown, IntrospectionAccess.SignedIn));
    }

    private static IPNetwork Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        return IPAddress.TryParse(text, out var one)
            ? new IPNetwork(one, one.GetAddressBytes().Length * 8)
            : throw new WrongSetting(
                $"{Proxies} must hold addresses and networks such as 10.0.0.0/8, with commas between, not '{text}'.");
    }
}
