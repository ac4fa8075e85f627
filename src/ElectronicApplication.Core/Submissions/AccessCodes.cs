using System.Security.Cryptography;
using System.Text;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Submissions;

/// <summary>
/// The access code of a submission made from a draft without signing in. It follows from the draft and the browser's secret under the municipality's key:
/// if the answer to the submission is lost, or the button was pressed twice, the same browser is shown the same code, and yet it is stored nowhere.
/// </summary>
public sealed class AccessCodes(KeyRing keys)
{
    // Without 0/O, 1/I/L, as in Secrets.NewAccessCode.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Length = 16;

    private readonly byte[] _key = keys.DerivedKey("access-code");

    public string For(Guid draftId, string browserSecret)
    {
        Span<char> letters = stackalloc char[Length];
        Span<byte> bytes = stackalloc byte[HMACSHA512.HashSizeInBytes];
        var count = 0;
        for (var round = 0; count < Length; round++)
        {
            HMACSHA512.HashData(_key, Encoding.UTF8.GetBytes($"{draftId:N}\n{browserSecret}\n{round}"), bytes);
            foreach (var b in bytes)
                // 248 = 8 × 31: above it some letters would come more often than others.
                if (b < 248 && count < Length)
                    letters[count++] = Alphabet[b % Alphabet.Length];
        }
        return $"{letters[..4]}-{letters[4..8]}-{letters[8..12]}-{letters[12..]}";
    }
}
