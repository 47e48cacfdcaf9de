import SheetFuzzing

/// Any bytes as a CSV file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  SheetFuzzing.readAsFile(UnsafeRawBufferPointer(start: bytes, count: count))
  return 0
}
