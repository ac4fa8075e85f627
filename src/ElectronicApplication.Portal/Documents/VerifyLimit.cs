using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Portal.Shell;

namespace ElectronicApplication.Portal.Documents;

/// <summary>How often one address may ask about documents: enough for a counter that checks papers all day, too little for a program that tries.</summary>
internal sealed class VerifyLimit() : AddressLimit(60, new("too-many-verifications", ErrorKind.TooMany,
    "確認の操作が続いたため、しばらくお待ちいただいています。1 分ほどたってから、もう一度お試しください。", "Too many verifications from this address. Wait a minute."));
