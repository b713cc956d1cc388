using System.Text.Json.Nodes;
using Slotline.Graph.Tests.Directory;

namespace Slotline.Graph.Tests.Replies;

/// <summary>Admins keep the replies, staff read them, and nobody else knows of them.</summary>
public sealed class SavedRepliesTests(DirectoryServer server) : IClassFixture<DirectoryServer>
{
    private static readonly object[] Two =
    [
        new { title = "No van", text = "Our vans are all out that day.\nPlease choose another." },
        new { title = "Abroad", text = "We do not travel so far." },
    ];

    [Fact]
    public async Task What_an_admin_sets_replaces_what_was_there_and_staff_read_it_in_its_order()
    {
        await SetAsync(server.Admin, Two);
        Assert.Equal(["No van", "Abroad"], await TitlesAsync(server.By("dispatcher@demo.test")));

        var payload = await SetAsync(server.Admin, Two[1]);

        Assert.Equal("", DirectoryServer.ErrorsOf(payload));
        Assert.Equal(["Abroad"], await TitlesAsync(server.Technician));
        Assert.DoesNotContain("Abroad", await TitlesAsync(server.OtherAdmin));
    }

    [Fact]
    public async Task What_is_refused_changes_nothing_and_names_the_place()
    {
        await SetAsync(server.Admin, Two);

        Assert.Equal("INVALID_INPUT replies.1.text", await RefusalAsync(Two[0], new { title = "Blank", text = "  " }));
        Assert.Equal("INVALID_INPUT replies.0.title", await RefusalAsync(new { title = "", text = "Words" }));
        Assert.Equal(
            "INVALID_INPUT replies.0.text", await RefusalAsync(new { title = "Long", text = new string('x', 2_001) }));
        Assert.Equal("INVALID_INPUT replies", await RefusalAsync([.. Enumerable.Repeat(Two[0], 51)]));

        Assert.Equal(["No van", "Abroad"], await TitlesAsync(server.Admin));
    }

    [Fact]
    public async Task Only_admins_set_them_and_only_staff_read_them()
    {
        Assert.Equal("FORBIDDEN", DirectoryServer.ErrorsOf(await SetAsync(server.By("dispatcher@demo.test"), Two)));
        Assert.Equal("FORBIDDEN", DirectoryServer.ErrorsOf(await SetAsync(server.Client, Two)));
        var answer = await server.Client.PostAsync("{ savedReplies { title } }");
        Assert.Equal("FORBIDDEN", (string?)answer["errors"]![0]!["extensions"]!["code"]);
    }

    private async Task<string> RefusalAsync(params object[] replies) =>
        DirectoryServer.ErrorsOf(await SetAsync(server.Admin, replies));

    private static Task<JsonNode> SetAsync(Stories.Person person, params object[] replies) =>
        DirectoryServer.DoAsync(person, "setSavedReplies", new { replies }, "savedReplies { title text }");

    private static async Task<List<string?>> TitlesAsync(Stories.Person person)
    {
        var data = await person.AskAsync("{ savedReplies { title } }");
        return [.. data["savedReplies"]!.AsArray().Select(reply => (string?)reply!["title"])];
    }
}
