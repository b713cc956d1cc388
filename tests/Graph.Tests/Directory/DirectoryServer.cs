using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Directory;

/// <summary>One server with the demo for a class of tests, and the demo's people signed in once.</summary>
public sealed class DirectoryServer : IAsyncLifetime
{
    private readonly Dictionary<string, Person> _people = [];
    private RunningServer _server = null!;

    internal Instant Now => _server.Services.GetRequiredService<IClock>().GetCurrentInstant();

    internal Person Nobody => _server.Nobody();

    internal Person Admin => _people["admin@demo.test"];

    internal Person OtherAdmin => _people["admin@demo2.test"];

    internal Person Technician => _people["technician@demo.test"];

    internal Person Client => _people["client@demo.test"];

    internal Person By(string email) => _people[email];

    public async Task InitializeAsync()
    {
        _server = await RunningServer.StartAsync(onPostgres: false);
        foreach (var email in (string[])
            ["admin@demo.test", "dispatcher@demo.test", "technician@demo.test", "client@demo.test", "admin@demo2.test"])
        {
            _people[email] = await _server.SignInAsync(email);
        }
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    /// <summary>The id of the first one of a list whose name, or number, begins so.</summary>
    internal static async Task<string> IdOfAsync(Person person, string list, string name)
    {
        var field = list == "tickets" ? "number" : "name";
        var data = await person.AskAsync($"{{ {list}(first: 50) {{ nodes {{ id {field} }} }} }}");
        return data[list]!["nodes"]!.AsArray()
            .First(node => node![field]!.GetValue<string>().StartsWith(name, StringComparison.Ordinal))!["id"]!
            .GetValue<string>();
    }

    /// <summary>What a mutation answers; its payload, errors and all.</summary>
    internal static async Task<JsonNode> DoAsync(Person person, string mutation, object input, string selection = "")
    {
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!";
        var data = await person.AskAsync(
            $"mutation($input: {type}) {{ {mutation}(input: $input) {{ {selection} errors {{ code field }} }} }}",
            new { input });
        return data[mutation]!;
    }

    /// <summary>Code and path of each error, e.g. <c>INVALID_INPUT rules.horizonDays</c>.</summary>
    internal static string ErrorsOf(JsonNode payload) => string.Join("; ", payload["errors"]!.AsArray().Select(error =>
        $"{error!["code"]} {string.Join('.', error["field"]!.AsArray())}".TrimEnd()));
}
