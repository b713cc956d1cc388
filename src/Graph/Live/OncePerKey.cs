using System.Collections.Concurrent;

namespace Slotline.Graph.Live;

/// <summary>Works a value out once for each key, however many ask at a time; one that failed is tried again.</summary>
internal sealed class OncePerKey<T>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _values = new(StringComparer.Ordinal);

    public async Task<T> Of(string key, Func<Task<T>> work)
    {
        var value = _values.GetOrAdd(key, _ => new Lazy<Task<T>>(work));
        try
        {
            return await value.Value;
        }
        catch (Exception)
        {
            _values.TryRemove(KeyValuePair.Create(key, value));
            throw;
        }
    }
}
