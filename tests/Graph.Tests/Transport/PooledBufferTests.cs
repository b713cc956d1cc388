using System.Buffers;
using CsCheck;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Tests.Transport;

public sealed class PooledBufferTests
{
    [Fact]
    public void Holds_what_was_written_whatever_the_pieces() =>
        Gen.Select(Gen.Int[1, 64], Gen.Byte.Array[0, 300].Array[0, 30]).Sample((capacity, pieces) =>
        {
            using var buffer = new PooledBuffer(capacity);
            foreach (var piece in pieces)
                buffer.Write(piece);
            Assert.Equal(pieces.SelectMany(piece => piece), buffer.Written.ToArray());
        });

    [Fact]
    public void Cannot_be_advanced_past_its_memory()
    {
        using var buffer = new PooledBuffer();
        var room = buffer.GetMemory().Length;
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(room + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(-1));
    }
}
