namespace ElectronicApplication.Pdf.Qr;

/// <summary>Error correction codewords over GF(256) with the polynomial 0x11D (ISO/IEC 18004 7.5).</summary>
internal static class ReedSolomon
{
    private static readonly (byte[] Power, byte[] Log) Field = MakeField();

    public static byte[] Check(ReadOnlySpan<byte> data, int count)
    {
        var generator = Generator(count);
        var rest = new byte[count];
        foreach (var value in data)
        {
            var factor = (byte)(value ^ rest[0]);
            rest.AsSpan(1).CopyTo(rest);
            rest[^1] = 0;
            for (var i = 0; i < count; i++) rest[i] ^= Multiply(generator[i], factor);
        }

        return rest;
    }

    /// <summary>Coefficients of (x - 1)(x - 2)(x - 4)… below the first, from the highest power.</summary>
    private static byte[] Generator(int count)
    {
        var product = new byte[count];
        product[^1] = 1;
        for (int i = 0, root = 0; i < count; i++, root++)
        {
            for (var j = 0; j < count; j++)
                product[j] = (byte)(Multiply(product[j], Field.Power[root]) ^ (j + 1 < count ? product[j + 1] : 0));
        }

        return product;
    }

    private static byte Multiply(byte a, byte b) => a == 0 || b == 0 ? (byte)0 : Field.Power[(Field.Log[a] + Field.Log[b]) % 255];

    private static (byte[], byte[]) MakeField()
    {
        var (power, log) = (new byte[255], new byte[256]);
        for (int i = 0, value = 1; i < 255; i++)
        {
            power[i] = (byte)value;
            log[value] = (byte)i;
            value <<= 1;
            if (value > 255) value ^= 0x11D;
        }

        return (power, log);
    }
}
