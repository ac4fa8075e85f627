using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms;

/// <param name="AmountYen">Null when the expression yields no whole yen.</param>
/// <param name="IsPublicAccount">To the account registered with the state (公金受取口座).</param>
/// <param name="Account">The answer of the bank account field; null when there is none.</param>
public sealed record PayoutResult(long? AmountYen, bool IsPublicAccount, JsonObject? Account)
{
    /// <summary>What ten digits of a transfer record hold.</summary>
    public const long MaxYen = 9_999_999_999;
}
