using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Slotline.Domain.Notifications;
using Slotline.Graph.Tests.Stories;
using Slotline.Graph.Tests.Transport;
using Slotline.Persistence;

namespace Slotline.Graph.Tests.People;

/// <summary>What tests of people do on a running server.</summary>
internal static class PeopleServer
{
    public const string DemoPassword = "slotline-demo-1";

    /// <summary>Tries to sign in; answers the payload.</summary>
    public static async Task<JsonNode> TrySignInAsync(
        this Person person, string email, string password, string? organizationSlug = null)
    {
        var data = await person.AskAsync(
            """
            mutation($input: SignInInput!) { signIn(input: $input) { token expiresAt viewer { role }
              errors { code message field } } }
            """,
            new { input = new { email, password, organizationSlug } });
        return data["signIn"]!;
    }

    /// <summary>Does one mutation; answers its payload.</summary>
    public static async Task<JsonNode> DoAsync(
        this Person person, string mutation, object input, string selection = "")
    {
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!";
        var data = await person.AskAsync(
            $"mutation($input: {type}) {{ {mutation}(input: $input) {{ {selection} errors {{ code field }} }} }}",
            new { input });
        return data[mutation]!;
    }

    /// <summary>Code and field of each error, e.g. <c>INVALID_INPUT password</c>; empty when it was done.</summary>
    public static string Errors(this JsonNode payload) => string.Join("; ", payload["errors"]!.AsArray().Select(error =>
        $"{error!["code"]} {string.Join('.', error["field"]!.AsArray())}".TrimEnd()));

    /// <summary>The secret in the newest mail of a kind to an address, once it was sent.</summary>
    public static async Task<string> LinkTokenAsync(this RunningServer server, string address, NotificationKind kind)
    {
        var files = Path.Combine(server.Folder, "mail");
        string? found = null;
        await Eventually.TrueAsync(() =>
        {
            found = System.IO.Directory.Exists(files)
                ? System.IO.Directory.EnumerateFiles(files, "*.eml").OrderByDescending(File.GetLastWriteTimeUtc)
                    .Select(File.ReadAllText)
                    .Where(mail => mail.Contains("To: ", StringComparison.Ordinal)
                        && mail.Contains(address, StringComparison.OrdinalIgnoreCase)
                        && mail.Contains(PathOf(kind), StringComparison.Ordinal))
                    .Select(mail => TokenIn(mail, PathOf(kind)))
                    .FirstOrDefault()
                : null;
            return found is not null;
        }, $"a mail to {address}");
        return found!;
    }

    public static SlotlineContext Open(this RunningServer server) =>
        server.Services.GetRequiredService<SlotlineDatabase>().OpenUnbound();

    private static string PathOf(NotificationKind kind) =>
        kind == NotificationKind.Invitation ? "/sign-in/invitation#" : "/sign-in/reset#";

    // The text part is quoted-printable: a soft line break is "=" at the end of a line.
    private static string TokenIn(string mail, string path)
    {
        var text = mail.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal);
        var start = text.IndexOf(path, StringComparison.Ordinal) + path.Length;
        return new string([.. text[start..].TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '-')]);
    }
}
