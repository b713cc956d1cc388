using System.Runtime.CompilerServices;
using Slotline.Domain.Directory;
using Slotline.Graph.Engine;

namespace Slotline.Graph.Tests.Engine.Library;

/// <summary>News of the library, the same for all who read it.</summary>
public sealed record News(int Number) : ISharedEvent;

[SubscriptionType]
public static class NewsSubscriptions
{
    /// <param name="from">Where to begin; how the news are told does not depend on it.</param>
    public static async IAsyncEnumerable<News> NewsCame(
        Caller caller, Shelf shelf, int from =
            0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var news in shelf.News.Skip(from))
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return news;
        }
    }
}

[ExtendObjectType<News>]
public static class NewsFields
{
    public static async Task<string> TextAsync(
        [Parent] News news, Shelf shelf, Caller caller, CancellationToken cancellationToken, string greeting = "Hello")
    {
        shelf.CountTelling();
        await Task.Delay(shelf.TimeToTell, cancellationToken);
        return $"{greeting} {caller.Role}, {news.Number}";
    }
}
