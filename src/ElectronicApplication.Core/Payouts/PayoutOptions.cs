using ElectronicApplication.Forms;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Payouts;

/// <summary>Section <c>Payouts</c>: the accounts from which the municipality pays, and what its bank agreed on about the files.</summary>
public sealed class PayoutOptions
{
    /// <summary>For offices that are not named in <see cref="Offices"/>.</summary>
    public PayoutSender Default { get; set; } = new();

    /// <summary>By the office's code.</summary>
    public Dictionary<string, PayoutSender> Offices { get; } = new(StringComparer.Ordinal);

    /// <summary>Column of the result code in the data records that come back, from 1. It is where debit results (口座振替) have theirs, unless the bank says otherwise.</summary>
    public int ResultColumn { get; set; } = 112;

    /// <summary>What the bank's result codes say. 0 is paid; every other one must stand here, else a file that has it is refused.</summary>
    public Dictionary<string, string> ResultCodes { get; } = new(StringComparer.Ordinal);

    internal static readonly IReadOnlyDictionary<string, string> UsualCodes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["1"] = "該当する口座がない、または解約済み", ["2"] = "口座名義が違う", ["3"] = "預金種目が違う", ["4"] = "口座が利用できない状態", ["8"] = "金融機関・支店がない", ["9"] = "その他の理由",
    };

    public PayoutSender? Of(string office) => Offices.TryGetValue(office, out var own) && own.IsComplete ? own : Default.IsComplete ? Default : null;

    internal string? Failure(string code) => ResultCodes.TryGetValue(code, out var words) || UsualCodes.TryGetValue(code, out words) ? words : null;

    internal sealed class Validation : IValidateOptions<PayoutOptions>
    {
        public ValidateOptionsResult Validate(string? name, PayoutOptions options)
        {
            foreach (var (office, sender) in options.Offices.Append(new("Default", options.Default)))
                if (!sender.IsEmpty && !sender.IsComplete)
                    return ValidateOptionsResult.Fail($"Payouts: the sender {office} is not complete or not in the characters of a transfer file: ClientCode 10 digits, ClientName up to 40 half-width characters, BankCode 4, BranchCode 3, AccountKind 1, 2 or 9, AccountNumber 7 digits.");
            return options.ResultColumn is < 1 or > ZenginFile.RecordBytes ? ValidateOptionsResult.Fail("Payouts:ResultColumn must be between 1 and 120.") : ValidateOptionsResult.Success;
        }
    }
}

/// <summary>振込依頼人: the header of a transfer file. Names in kana; they are turned into half-width characters.</summary>
public sealed class PayoutSender
{
    /// <summary>依頼人コード, as the bank gave it.</summary>
    public string ClientCode { get; set; } = "";
    public string ClientName { get; set; } = "";
    public string BankCode { get; set; } = "";
    public string BankName { get; set; } = "";
    public string BranchCode { get; set; } = "";
    public string BranchName { get; set; } = "";
    public string AccountKind { get; set; } = "1";
    public string AccountNumber { get; set; } = "";

    /// <summary>CR LF after each record; without it the records follow each other.</summary>
    public bool LineEnds { get; set; } = true;

    internal bool IsEmpty => ClientCode.Length + ClientName.Length + BankCode.Length + AccountNumber.Length == 0;

    internal bool IsComplete => Digits(ClientCode, 10) && Words(ClientName, 40) && ClientName.Length > 0 && Digits(BankCode, 4) && Words(BankName, 15) && Digits(BranchCode, 3) && Words(BranchName, 15)
        && AccountKind is "1" or "2" or "9" && Digits(AccountNumber, 7);

    private static bool Digits(string text, int length) => text.Length == length && text.All(char.IsAsciiDigit);

    private static bool Words(string text, int most) => ZenginText.Of(text) is { Unusable.Length: 0 } said && said.Text.Length <= most;
}
