using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using NodaTime.Text;
using Npgsql;

namespace Slotline.SlotLoad;

/// <summary>One thing that is done over and over, by so many at a time.</summary>
internal sealed record Load(string Name, Func<Task> OnceAsync, Func<TimeSpan> Computed)
{
    /// <summary>Searches over HTTP: who is signed in with a token, a visitor without.</summary>
    public static async Task<Load> OfAsync(string name, Server server, Firm firm, int days, bool signedIn)
    {
        var http = new HttpClient { BaseAddress = server.Address };
        if (signedIn) http.DefaultRequestHeaders.Authorization = new("Bearer", await SignInAsync(http));
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            query = "query($input: SlotSearchInput!) { slots(input: $input) { days { date slots { startsAt } } } }",
            variables = new
            {
                input = new
                {
                    serviceId = await ServiceIdAsync(http, server),
                    from = LocalDatePattern.Iso.Format(firm.Today),
                    to = LocalDatePattern.Iso.Format(firm.Today.PlusDays(days - 1)),
                },
            },
        });
        return new Load(name, AskAsync, () => server.Computed);

        async Task AskAsync()
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await http.PostAsync(new Uri("/graphql", UriKind.Relative), content);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            if (!bytes.AsSpan().StartsWith("{\"data\":{\"slots\":{\"days\":[{"u8))
                throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(bytes));
        }
    }

    /// <summary>
    /// What a plain program would do first: read all that is booked in one statement, and compute nothing.
    /// </summary>
    public static Load Naive(string name, NpgsqlDataSource source, Firm firm, int days) => new(
        name,
        async () =>
        {
            await using var command = source.CreateCommand("""
                SELECT technician_id, starts_at, ends_at FROM appointments
                WHERE organization_id = @organization AND status <> 'Cancelled' AND starts_at < @to AND ends_at > @from
                """);
            command.Parameters.AddWithValue("organization", firm.OrganizationId);
            command.Parameters.AddWithValue("from", firm.Today.AtMidnight().InUtc().ToDateTimeUtc());
            command.Parameters.AddWithValue("to", firm.Today.PlusDays(days).AtMidnight().InUtc().ToDateTimeUtc());
            var busy = new List<(Guid, DateTime, DateTime)>();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                busy.Add((reader.GetGuid(0), reader.GetDateTime(1), reader.GetDateTime(2)));
        },
        () => Process.GetCurrentProcess().TotalProcessorTime);

    /// <summary>Does it for a while; how long each took, in milliseconds, and what was computed for each.</summary>
    public async Task<Sample> RunAsync(int callers, TimeSpan length)
    {
        var times = new List<double>[callers];
        var (began, computed) = (Stopwatch.GetTimestamp(), Computed());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            times[caller] = [];
            while (Stopwatch.GetElapsedTime(began) < length || times[caller].Count < 3)
            {
                var at = Stopwatch.GetTimestamp();
                await OnceAsync();
                times[caller].Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
            }
        })));
        var all = times.SelectMany(one => one).Order().ToList();
        return new Sample(
            all[all.Count / 2],
            all.Count / Stopwatch.GetElapsedTime(began).TotalSeconds,
            (Computed() - computed).TotalMilliseconds / all.Count);
    }

    private static async Task<string> SignInAsync(HttpClient http)
    {
        var answer = await PostAsync(
            http, "mutation($input: SignInInput!) { signIn(input: $input) { token } }",
            new { input = new { email = Firm.AdminEmail, password = Firm.AdminPassword } });
        return answer.GetProperty("signIn").GetProperty("token").GetString()!;
    }

    // A visitor cannot list services, so the admin tells which it is.
    private static async Task<string> ServiceIdAsync(HttpClient http, Server server)
    {
        using var admin = new HttpClient { BaseAddress = server.Address };
        admin.DefaultRequestHeaders.Authorization =
            http.DefaultRequestHeaders.Authorization ?? new("Bearer", await SignInAsync(admin));
        var answer = await PostAsync(admin, "{ services(first: 1) { nodes { id } } }", null);
        return answer.GetProperty("services").GetProperty("nodes")[0].GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string query, object? variables)
    {
        using var answer = await http.PostAsJsonAsync(
            new Uri("/graphql", UriKind.Relative), new { query, variables }, JsonSerializerOptions.Web);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data");
    }
}

/// <summary>One round: the median in milliseconds, how many a second, milliseconds computed for each.</summary>
internal sealed record Sample(double Median, double PerSecond, double Computed);
