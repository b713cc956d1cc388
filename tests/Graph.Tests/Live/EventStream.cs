using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Stories;

namespace Slotline.Graph.Tests.Live;

/// <summary>Somebody's subscription by server-sent events.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventStream(HttpClient http, HttpResponseMessage response, Stream body)
    {
        (_http, _response) = (http, response);
        _lines = new StreamReader(body);
    }

    public static async Task<EventStream> OpenAsync(
        RunningServer server, Person person, string query, object? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/graphql"))
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
        var http = new HttpClient();
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        return new EventStream(http, response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The data of the next event.</summary>
    public async Task<JsonNode> NextAsync()
    {
        var (name, text) = await EventAsync() ?? throw new IOException("The stream ended.");
        Assert.Equal("next", name);
        var answer = JsonNode.Parse(text)!;
        Assert.True(answer["errors"] is null, text);
        return answer["data"]!;
    }

    /// <summary>The names of the events that still come until the stream ends.</summary>
    public async Task<List<string>> RestAsync()
    {
        var names = new List<string>();
        while (await EventAsync() is var (name, _))
        {
            names.Add(name);
        }

        return names;
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _response.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The next event, past the comments that keep the stream open; null where it ends.</summary>
    private async Task<(string Name, string Data)?> EventAsync()
    {
        var (name, data) = ("", new StringBuilder());
        while (await _lines.ReadLineAsync().WaitAsync(LiveNode.Patience) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                data.Append(line.AsSpan(5));
            }
            else if (line.Length == 0 && name.Length > 0)
            {
                return (name, data.ToString());
            }
        }

        return null;
    }
}
